package io.kequn.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A number that a condition compares: an aggregate of a function, or a total of the customer's orders.
///
/// @param present what it is now; of amounts a money value
record Compared(String name, Value present, List<Value> thresholds) {
    private static final String SUM = "sum_";

    Compared {
        thresholds = List.copyOf(thresholds);
    }

    static List<Compared> of(Explained leaf) {
        List<Compared> compared = new ArrayList<>();
        if (leaf.actual() instanceof Actual.Events events) {
            events.aggregates().forEach(each -> add(compared, each.name(), each.value(), each.thresholds()));
        }
        if (leaf.actual() instanceof Actual.Single single && leaf.condition() instanceof Rule.Condition condition) {
            add(compared, condition.attribute(), single.value(), single.thresholds());
        }
        return compared;
    }

    private static void add(
            List<Compared> into, String name, @Nullable Value present, List<Actual.Threshold> thresholds) {
        if (present instanceof Value.Decimal || present instanceof Value.Money) {
            into.add(new Compared(
                    name,
                    present,
                    thresholds.stream().map(Actual.Threshold::value).toList()));
        }
    }

    /// What each row adds to the sum; null if the number is no sum of rows.
    @Nullable
    String summed() {
        if (name.equals(TotalsWhatIf.AMOUNT_SPENT)) {
            return "amount";
        }
        return name.startsWith(SUM) ? name.substring(SUM.length()) : null;
    }

    /// What is missing to each threshold, and to what lies just below and above it; negative if there is too much.
    List<BigDecimal> missing() {
        List<BigDecimal> missing = new ArrayList<>();
        BigDecimal unit = present instanceof Value.Money money
                ? BigDecimal.ONE.movePointLeft(money.amount().scale())
                : BigDecimal.ONE;
        for (Value threshold : thresholds) {
            BigDecimal exact = ValueTruth.number(threshold).subtract(ValueTruth.number(present));
            missing.add(exact);
            missing.add(exact.add(unit));
            missing.add(exact.subtract(unit));
        }
        return missing;
    }

    /// A number of the same kind.
    Value like(BigDecimal number) {
        return present instanceof Value.Money money
                ? new Value.Money(number.setScale(money.amount().scale()))
                : new Value.Decimal(number);
    }

    /// Values that one row could have, to be the smallest, the largest, the average, or just one more.
    record Worth(String name, List<Value> values) {
        Worth {
            values = List.copyOf(values);
        }
    }

    static List<Worth> worths(Explained leaf, Vocabulary vocabulary) {
        List<Worth> worths = new ArrayList<>();
        if (leaf.actual() instanceof Actual.Events events && leaf.condition() instanceof Rule.Matches rule) {
            for (Actual.Aggregate each : events.aggregates()) {
                int end = each.name().indexOf('_') + 1;
                if (end > 0 && !each.name().startsWith(SUM)) {
                    boolean distinct = each.name().startsWith("distinct_");
                    worths.add(new Worth(
                            each.name().substring(end),
                            distinct ? List.of(some(each.name(), rule, vocabulary)) : beside(each.thresholds())));
                }
            }
        }
        boolean average = leaf.condition() instanceof Rule.Condition condition
                && condition.attribute().equals(TotalsWhatIf.AVERAGE);
        if (average && leaf.actual() instanceof Actual.Single single) {
            worths.add(new Worth("amount", beside(single.thresholds())));
        }
        return worths;
    }

    private static Value some(String aggregate, Rule.Matches rule, Vocabulary vocabulary) {
        RuleFunction function = vocabulary.functionOf(rule);
        RowParameter of = function.aggregate(aggregate, function.kindsOf(rule.parameters()))
                .orElseThrow()
                .of();
        if (of == null || of.isProperty() || !of.type().isNumeric()) {
            return new Value.Text("other");
        }
        return of.type() == ValueType.MONEY
                ? new Value.Money(BigDecimal.ONE.setScale(vocabulary.currencyDigits()))
                : new Value.Decimal(BigDecimal.ONE);
    }

    /// Nobody pays or counts less than nothing.
    private static List<Value> beside(List<Actual.Threshold> thresholds) {
        return thresholds.stream()
                .map(Actual.Threshold::value)
                .flatMap(value -> Stream.of(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE.negate())
                        .flatMap(more -> Stream.ofNullable(TotalsWhatIf.plus(value, more))))
                .filter(value -> ValueTruth.number(value).signum() >= 0)
                .toList();
    }
}
