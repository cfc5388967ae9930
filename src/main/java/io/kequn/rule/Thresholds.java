package io.kequn.rule;

import java.util.List;

/// What the values of a condition stand for at an evaluation.
final class Thresholds {
    private static final Value NOW = new Value.RelativeHours(0);

    private Thresholds() {}

    static List<Actual.Threshold> of(Operator operator, List<Value> values, EvaluationTime time) {
        Days days = new Days(time);
        return values.stream().map(value -> of(operator, value, days)).toList();
    }

    private static Actual.Threshold of(Operator operator, Value value, Days days) {
        return switch (value) {
            case Value.Duration duration -> window(operator, duration, days);
            case Value.Day day -> stretch(day, day, day, days);
            case Value.RelativeDay day -> stretch(day, day, day, days);
            case Value.LocalMoment moment -> stretch(moment, moment, moment, days);
            case Value.Moment moment -> stretch(moment, moment, moment, days);
            case Value.RelativeHours hours -> stretch(hours, hours, hours, days);
            case Value.Period period -> stretch(period, period, period, days);
            case Value.Text text -> new Actual.Threshold(text, null, null);
            case Value.Decimal decimal -> new Actual.Threshold(decimal, null, null);
            case Value.Money money -> new Actual.Threshold(money, null, null);
            case Value.Truth truth -> new Actual.Threshold(truth, null, null);
        };
    }

    /// A window reaches until now or begins now; long ago is a day or instant.
    private static Actual.Threshold window(Operator operator, Value.Duration duration, Days days) {
        Value away = TimeComparisons.shifted(duration, operator == Operator.IN_NEXT ? 1 : -1);
        return switch (operator) {
            case IN_LAST -> stretch(duration, away, NOW, days);
            case IN_NEXT -> stretch(duration, NOW, away, days);
            default -> stretch(duration, away, away, days);
        };
    }

    private static Actual.Threshold stretch(Value written, Value first, Value last, Days days) {
        var from = (java.time.Instant) Bound.at(new Bound.Edge(first, false, false), days);
        var until = (java.time.Instant) Bound.at(new Bound.Edge(last, true, false), days);
        return new Actual.Threshold(written, from, until);
    }
}
