package io.kequn.level;

import io.kequn.benefit.Benefit;
import io.kequn.benefit.BenefitKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What a customer is entitled to by levels and segments. Of discounts and of multipliers the highest counts, free
/// shipping and priority service are had once, and each gift, coupon and text is had.
public record CustomerBenefits(
        @Description("What the customer has.") List<GrantedBenefit> items,

        @Description("What does not count beside what the customer has.")
        List<GrantedBenefit> outdone) {
    public CustomerBenefits {
        items = List.copyOf(items);
        outdone = List.copyOf(outdone);
    }

    /// A benefit and why the customer has it.
    public record GrantedBenefit(
            BenefitKind kind,

            @Description("Percent, or how many times; null for what has none.") @Nullable
            BigDecimal value,

            @Nullable String text,
            BenefitSource source,

            @Description("Since when the customer has the level or is in the segment.")
            Instant since,

            @Description(
                    "When the level has to be qualified for again, or the exception ends that put the customer into the"
                            + " segment; null: not at a time that is known.")
            @Nullable
            Instant expiresAt) {
        static GrantedBenefit of(Benefit benefit, BenefitSource source, Instant since, @Nullable Instant expiresAt) {
            return new GrantedBenefit(benefit.kind(), benefit.value(), benefit.text(), source, since, expiresAt);
        }
    }

    /// A level of a program, or a segment.
    public record BenefitSource(
            @Description("level or segment") String kind,

            @Description("Of a level: the key of its program.") @Nullable
            String program,

            String key,
            String name) {}
}
