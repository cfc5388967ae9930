package io.kequn.rule;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Comparisons that no value can pass.
final class LintedRanges {
    private LintedRanges() {}

    /// Whether the range ends before it begins, as far as that shows without knowing when it is asked.
    static boolean isEmpty(Value low, Value high) {
        return switch (low) {
            case Value.Day first
            when high instanceof Value.Day last -> last.day().isBefore(first.day());
            case Value.RelativeDay first
            when high instanceof Value.RelativeDay last -> isComparable(first, last) && last.amount() < first.amount();
            case Value.RelativeHours first
            when high instanceof Value.RelativeHours last -> last.hours() < first.hours();
            case Value.Moment first
            when high instanceof Value.Moment last -> last.moment().isBefore(first.moment());
            case Value.LocalMoment first
            when high instanceof Value.LocalMoment last -> last.moment().isBefore(first.moment());
            default -> isLess(number(high), number(low));
        };
    }

    /// How many days a month has depends on the month.
    private static boolean isComparable(Value.RelativeDay one, Value.RelativeDay other) {
        return one.unit() == other.unit() || Integer.signum(one.amount()) != Integer.signum(other.amount());
    }

    /// Whether only a number below 0 passes.
    static boolean isBelowZero(Operator operator, List<Value> values) {
        return switch (operator) {
            case LESS -> {
                var limit = number(values.getFirst());
                yield limit != null && limit.signum() <= 0;
            }
            case LESS_OR_EQUAL, EQUAL, BETWEEN, IN ->
                values.stream().allMatch(value -> isLess(number(value), BigDecimal.ZERO));
            default -> false;
        };
    }

    private static boolean isLess(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one != null && other != null && one.compareTo(other) < 0;
    }

    private static @Nullable BigDecimal number(Value value) {
        return switch (value) {
            case Value.Decimal decimal -> decimal.number();
            case Value.Money money -> money.amount();
            default -> null;
        };
    }
}
