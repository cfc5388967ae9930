package io.kequn.points;

import io.kequn.platform.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A version of a points rule in the terms of the ledger: money in minor units. What is computed here is exact.
///
/// @param per the amount that earns `points`; 0: the occasion earns them once
/// @param every whether each `nth` order earns, not the n-th alone
record RuleTerms(
        String key,
        int version,
        PointsTrigger trigger,
        @Nullable String event,
        int nth,
        boolean every,
        long points,
        long per,
        Rounding rounding,
        long minimum,
        List<String> segments,
        @Nullable PointsCap cap,
        List<PointsMultiplier> multipliers,
        Instant from,
        @Nullable Instant until) {
    RuleTerms {
        segments = List.copyOf(segments);
        multipliers = List.copyOf(multipliers);
    }

    /// `spec` has been checked.
    static RuleTerms of(String key, int version, PointsRuleSpec spec, Currency currency) {
        var nth = spec.nth() == null ? spec.every() : spec.nth();
        return new RuleTerms(
                key,
                version,
                Objects.requireNonNull(spec.trigger()),
                spec.event(),
                nth == null ? 0 : nth,
                spec.every() != null,
                Objects.requireNonNull(spec.points()),
                minor(spec.per(), currency),
                Objects.requireNonNullElse(spec.rounding(), Rounding.DOWN),
                minor(spec.minimumAmount(), currency),
                Objects.requireNonNullElse(spec.segments(), List.of()),
                spec.cap(),
                Objects.requireNonNullElse(spec.multipliers(), List.of()),
                Objects.requireNonNull(spec.activeFrom()),
                spec.activeUntil());
    }

    private static long minor(@Nullable Money money, Currency currency) {
        return money == null
                ? 0
                : new BigDecimal(money.amount())
                        .movePointRight(Money.digits(currency))
                        .longValueExact();
    }

    boolean isActive(Instant at) {
        return !at.isBefore(from) && (until == null || at.isBefore(until));
    }

    boolean isOfOrders() {
        return trigger == PointsTrigger.ORDER || trigger == PointsTrigger.NTH_ORDER;
    }

    /// Whether this one of a customer's orders earns.
    boolean takes(long place) {
        return trigger != PointsTrigger.NTH_ORDER || (every ? place % nth == 0 : place == nth);
    }

    /// Whether a customer who belongs there earns.
    boolean isFor(Belonging belonging) {
        return segments.isEmpty() || segments.stream().anyMatch(belonging::isIn);
    }

    /// The highest multiplier that a customer has who belongs there, one of the rule before a benefit.
    Optional<AppliedMultiplier> multiplier(Belonging belonging) {
        var own = multipliers.stream().filter(belonging::has).map(AppliedMultiplier::of);
        return Stream.concat(own, belonging.benefits()).max(Comparator.comparing(AppliedMultiplier::factor));
    }

    /// What an order of this total, or an occasion without one, earns; the cap is not in it.
    long award(long total, @Nullable AppliedMultiplier multiplier) {
        if (total < minimum) {
            return 0;
        }
        var factor = multiplier == null ? BigDecimal.ONE : multiplier.factor();
        var product = BigDecimal.valueOf(points).multiply(factor);
        return per == 0
                ? rounding.quotient(product, BigDecimal.ONE, PointsInputs.MOST)
                : rounding.quotient(
                        product.multiply(BigDecimal.valueOf(total)), BigDecimal.valueOf(per), PointsInputs.MOST);
    }

    /// What stays of the points for a whole order of which only the net amount was not given back.
    long kept(long whole, long net, long total) {
        return total == 0
                ? whole
                : rounding.quotient(
                        BigDecimal.valueOf(whole).multiply(BigDecimal.valueOf(net)), BigDecimal.valueOf(total), whole);
    }
}
