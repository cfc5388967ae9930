package io.kequn.points;

import io.kequn.platform.value.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What earns points, as callers define it by its key.
public record PointsRuleSpec(
        @Nullable String name,
        @Nullable PointsTrigger trigger,

        @Nullable @Description("Name of the event that earns; of trigger `event` only.")
        String event,

        @Nullable @Description("Which order earns, counted by the customer; of trigger `nth_order` only.")
        Integer nth,

        @Nullable @Description("Each so many-th order earns; of trigger `nth_order` only.")
        Integer every,

        @Nullable @Description("How many points; for each `per` of the order where that is given.")
        Long points,

        @Nullable @Description("The amount of money that earns `points`; null: the order earns them once.")
        Money per,

        @Nullable @Description("How parts of a point become whole ones; `down` unless said.")
        Rounding rounding,

        @Nullable @Description("Orders below it earn nothing.")
        Money minimumAmount,

        @Nullable @Description("Keys of segments; only customers of one of them earn. Null: everybody does.")
        List<String> segments,

        @Nullable PointsCap cap,
        @Nullable List<PointsMultiplier> multipliers,

        @Nullable @Description("What happened before earns nothing; when the rule was made unless said.")
        Instant activeFrom,

        @Nullable @Description("What happens from then on earns nothing.")
        Instant activeUntil,

        @Nullable @Description("True unless said.") Boolean enabled) {
    public PointsRuleSpec {
        segments = segments == null ? null : List.copyOf(segments);
        multipliers = multipliers == null ? null : List.copyOf(multipliers);
    }

    /// The same with amounts of this currency.
    public PointsRuleSpec in(Currency currency) {
        return new PointsRuleSpec(
                name,
                trigger,
                event,
                nth,
                every,
                points,
                in(per, currency),
                rounding,
                in(minimumAmount, currency),
                segments,
                cap,
                multipliers,
                activeFrom,
                activeUntil,
                enabled);
    }

    private static @Nullable Money in(@Nullable Money money, Currency currency) {
        return money == null ? null : new Money(money.amount(), currency.getCurrencyCode());
    }

    PointsRuleSpec from(Instant instant) {
        return new PointsRuleSpec(
                name,
                trigger,
                event,
                nth,
                every,
                points,
                per,
                rounding,
                minimumAmount,
                segments,
                cap,
                multipliers,
                instant,
                activeUntil,
                enabled);
    }
}
