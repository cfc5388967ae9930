package io.kequn.rule;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// The days that a condition on anniversaries names, both included.
record AnniversaryRange(Value first, Value last) {
    private static final Value TODAY = new Value.RelativeDay(0, TimeUnit.DAY);

    /// Those of a positive operator.
    static List<AnniversaryRange> of(Operator operator, List<Value> values) {
        Value value = values.get(0);
        return switch (operator) {
            case EQUAL, IN, IN_PERIOD ->
                values.stream().map(day -> new AnniversaryRange(day, day)).toList();
            case BETWEEN -> List.of(new AnniversaryRange(value, values.get(1)));
            case IN_LAST -> List.of(new AnniversaryRange(TimeComparisons.shifted(value, -1), TODAY));
            case IN_NEXT -> List.of(new AnniversaryRange(TODAY, TimeComparisons.shifted(value, 1)));
            default -> throw Comparisons.unfit(operator);
        };
    }

    /// Whether some range is certainly longer than a year; of one between a fixed and a moving day nothing is
    /// certain.
    static boolean isTooLong(Operator operator, List<Value> values) {
        return of(operator.positive(), values).stream().anyMatch(AnniversaryRange::isTooLong);
    }

    private boolean isTooLong() {
        if (first instanceof Value.Day low && last instanceof Value.Day high) {
            return ChronoUnit.DAYS.between(low.day(), high.day()) >= Limits.ANNIVERSARY_DAYS;
        }
        return first instanceof Value.RelativeDay low
                && last instanceof Value.RelativeDay high
                && approximateDays(high) - approximateDays(low) >= Limits.ANNIVERSARY_DAYS;
    }

    /// On the average of the calendar, so that a year is not too long because it may be a leap year.
    private static double approximateDays(Value.RelativeDay day) {
        return day.amount() * day.unit().days();
    }

    /// The days that are meant at an evaluation.
    Days.Range at(Days days) {
        return new Days.Range((LocalDate) Bound.at(from(), days), (LocalDate) Bound.at(until(), days));
    }

    Bound.Edge from() {
        return new Bound.Edge(first, false, true);
    }

    Bound.Edge until() {
        return new Bound.Edge(last, true, true);
    }
}
