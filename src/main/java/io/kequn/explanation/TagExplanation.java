package io.kequn.explanation;

import io.kequn.explanation.SegmentExplanation.MembershipCause;
import io.kequn.explanation.SegmentExplanation.RuleNode;
import io.kequn.explanation.SegmentExplanation.Unflippable;
import io.kequn.explanation.SegmentExplanation.VerdictChange;
import io.kequn.publication.SegmentStatus;
import io.kequn.segment.MemberOverride;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// Why a customer has a tag that a rule gives, or has it not; all as in [SegmentExplanation]. `override` is
/// what people have decided, which wins over the rule.
public record TagExplanation(
        String tag,
        UUID customerId,
        SegmentStatus status,
        boolean stored,
        boolean verdict,
        @Nullable Integer version,
        Instant evaluatedAt,
        String timeZone,
        @Nullable MemberOverride override,

        @Description("Since when the customer has it or has it not; null for one who never had it.") @Nullable
        Instant since,

        @Nullable MembershipCause cause,

        @Description(
                "The rule with what each part of it says; in an exclusive group those that go before it do not hold.")
        @Nullable
        RuleNode rule,

        @Nullable List<VerdictChange> flips,
        @Nullable Unflippable unflippable) {
    public TagExplanation {
        flips = flips == null ? null : List.copyOf(flips);
    }

    static TagExplanation of(String tag, SegmentExplanation explained) {
        return new TagExplanation(
                tag,
                explained.customerId(),
                explained.status(),
                explained.stored(),
                Boolean.TRUE.equals(explained.verdict()),
                explained.version(),
                explained.evaluatedAt(),
                explained.timeZone(),
                explained.override(),
                explained.since(),
                explained.cause(),
                explained.rule(),
                explained.flips(),
                explained.unflippable());
    }
}
