package io.kequn.rulebook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.value.Decimals;
import io.kequn.platform.value.Money;
import io.kequn.points.PointsCap;
import io.kequn.points.PointsMultiplier;
import io.kequn.points.PointsRule;
import io.kequn.points.PointsRuleSpec;
import io.kequn.points.PointsTrigger;
import io.kequn.points.Rounding;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What earns points, in a file of rules. As in the rules, amounts of money are plain numbers in the shop's
/// currency. All is said but from when on it holds, which stays, and for a new one is when it is made.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PointsRuleDefinition(
        @Nullable String key,
        @Nullable String name,
        @Nullable PointsTrigger trigger,
        @Nullable String event,
        @Nullable Integer nth,
        @Nullable Integer every,
        @Nullable Long points,

        @Nullable @Description("The amount that earns `points`, in the shop's currency.")
        BigDecimal per,

        @Nullable Rounding rounding,

        @Nullable @Description("In the shop's currency.") BigDecimal minimumAmount,

        @Nullable List<String> segments,
        @Nullable PointsCap cap,
        @Nullable List<PointsMultiplier> multipliers,
        @Nullable Instant activeFrom,
        @Nullable Instant activeUntil,
        @Nullable Boolean enabled) {
    public PointsRuleDefinition {
        segments = segments == null ? null : List.copyOf(segments);
        multipliers = multipliers == null ? null : List.copyOf(multipliers);
    }

    static PointsRuleDefinition of(PointsRule rule) {
        return of(rule.key(), rule.spec());
    }

    /// In the form in which equal ones are equal: what is usual is left out.
    static PointsRuleDefinition of(String key, PointsRuleSpec spec) {
        return new PointsRuleDefinition(
                key,
                spec.name(),
                spec.trigger(),
                spec.event(),
                spec.nth(),
                spec.every(),
                spec.points(),
                amount(spec.per()),
                spec.rounding() == Rounding.DOWN ? null : spec.rounding(),
                amount(spec.minimumAmount()),
                orNull(spec.segments()),
                spec.cap(),
                multipliers(orNull(spec.multipliers())),
                spec.activeFrom(),
                spec.activeUntil(),
                Boolean.FALSE.equals(spec.enabled()) ? false : null);
    }

    private static <T> @Nullable List<T> orNull(@Nullable List<T> list) {
        return list == null || list.isEmpty() ? null : list;
    }

    private static @Nullable List<PointsMultiplier> multipliers(@Nullable List<PointsMultiplier> all) {
        return all == null
                ? null
                : all.stream()
                        .map(each -> new PointsMultiplier(each.segment(), each.level(), plain(each.factor())))
                        .toList();
    }

    private static @Nullable BigDecimal amount(@Nullable Money money) {
        return money == null ? null : plain(new BigDecimal(money.amount()));
    }

    private static BigDecimal plain(BigDecimal number) {
        return new BigDecimal(Decimals.text(number.stripTrailingZeros()));
    }

    /// Its amounts are in no currency yet.
    PointsRuleSpec spec() {
        return new PointsRuleSpec(
                name,
                trigger,
                event,
                nth,
                every,
                points,
                money(per),
                rounding,
                money(minimumAmount),
                segments,
                cap,
                multipliers,
                activeFrom,
                activeUntil,
                enabled);
    }

    private static @Nullable Money money(@Nullable BigDecimal amount) {
        return amount == null ? null : new Money(Decimals.text(amount), "");
    }
}
