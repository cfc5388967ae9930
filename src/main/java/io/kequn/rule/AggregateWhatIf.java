package io.kequn.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Foresees what the aggregates of a condition say of more events, of none, and of those that are left.
record AggregateWhatIf(ValueTruth truth) {
    private static final String COUNT = "count";

    /// Aggregates of what is never negative of orders; a property of an event may be.
    private static final Set<String> GROWING_OF_ORDERS = Set.of(COUNT, "sum_amount", "sum_quantity");

    /// Aggregates that are missing without events.
    private static final List<String> MISSING = List.of("avg_", "min_", "max_");

    /// With more events, which may be such as the condition asks for or not.
    Outlook grown(Actual.Events events, boolean orders) {
        Set<String> growing = orders ? GROWING_OF_ORDERS : Set.of(COUNT);
        return Outlook.all(events.aggregates().stream()
                .map(each -> growing.contains(each.name())
                        ? Outlook.growing(each.operator(), truth.holds(each.operator(), values(each), each.value()))
                        : Outlook.OPEN)
                .toList());
    }

    /// Without any events.
    boolean none(Actual.Events events) {
        return events.aggregates().stream().allMatch(each -> {
            boolean missing = MISSING.stream().anyMatch(each.name()::startsWith);
            Value nothing = each.value() instanceof Value.Money money
                    ? new Value.Money(BigDecimal.ZERO.setScale(money.amount().scale()))
                    : new Value.Decimal(BigDecimal.ZERO);
            return truth.holds(each.operator(), values(each), missing ? null : nothing);
        });
    }

    private static List<Value> values(Actual.Aggregate aggregate) {
        return aggregate.thresholds().stream().map(Actual.Threshold::value).toList();
    }

    /// Only what can be told from the rows that are known.
    static @Nullable Value of(Actual.Aggregate aggregate, List<Actual.Row> rows) {
        if (aggregate.name().equals(COUNT)) {
            return new Value.Decimal(BigDecimal.valueOf(rows.size()));
        }
        boolean amounts = aggregate.name().equals("sum_amount") && rows.stream().allMatch(row -> row.amount() != null);
        return amounts && aggregate.value() instanceof Value.Money money
                ? new Value.Money(rows.stream()
                        .map(Actual.Row::amount)
                        .filter(Objects::nonNull)
                        .reduce(BigDecimal.ZERO.setScale(money.amount().scale()), BigDecimal::add))
                : null;
    }

    /// `base` is the value without the new events, null if it is missing.
    Outlook with(Actual.Aggregate aggregate, @Nullable Value base, Effect.@Nullable More more) {
        boolean rounded = aggregate.name().startsWith("avg_") && base != null;
        if (more == null) {
            return rounded ? Outlook.OPEN : holds(aggregate, base);
        }
        BigDecimal count = BigDecimal.valueOf(more.count());
        if (aggregate.name().equals(COUNT)) {
            return base == null ? Outlook.OPEN : holds(aggregate, TotalsWhatIf.plus(base, count));
        }
        int end = aggregate.name().indexOf('_') + 1;
        Value x = more.row().get(aggregate.name().substring(end));
        return x == null ? Outlook.OPEN : with(aggregate, aggregate.name().substring(0, end), base, x, count);
    }

    /// Each of so many more events has the same value.
    private Outlook with(Actual.Aggregate aggregate, String prefix, @Nullable Value base, Value x, BigDecimal count) {
        if (prefix.equals("distinct_")) {
            boolean first =
                    base instanceof Value.Decimal decimal && decimal.number().signum() == 0;
            return first ? holds(aggregate, new Value.Decimal(BigDecimal.ONE)) : Outlook.OPEN;
        }
        if (!(x instanceof Value.Money) && !(x instanceof Value.Decimal)) {
            return Outlook.OPEN;
        }
        BigDecimal number = ValueTruth.number(x);
        return switch (prefix) {
            case "sum_" ->
                base == null ? Outlook.OPEN : holds(aggregate, TotalsWhatIf.plus(base, number.multiply(count)));
            case "min_" ->
                holds(aggregate, base != null && ValueTruth.number(base).compareTo(number) < 0 ? base : x);
            case "max_" ->
                holds(aggregate, base != null && ValueTruth.number(base).compareTo(number) > 0 ? base : x);
            default -> base == null ? holds(aggregate, x) : Outlook.OPEN;
        };
    }

    private Outlook holds(Actual.Aggregate aggregate, @Nullable Value value) {
        return Outlook.of(truth.holds(aggregate.operator(), values(aggregate), value));
    }
}
