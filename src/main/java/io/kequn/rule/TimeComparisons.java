package io.kequn.rule;

import java.util.List;

/// The SQL of conditions on days and instants: only `>=` and `<` with bound edges, so SQL knows no calendar.
final class TimeComparisons {
    private static final Value NOW = new Value.RelativeHours(0);

    private final Parameters parameters;
    private final boolean date;

    TimeComparisons(Parameters parameters, ValueType type) {
        this.parameters = parameters;
        this.date = type == ValueType.DATE;
    }

    String on(String x, Operator operator, List<Value> values) {
        Value first = values.get(0);
        return switch (operator) {
            case EQUAL, IN_PERIOD -> between(x, first, first);
            case GREATER_OR_EQUAL -> x + " >= " + from(first);
            case GREATER -> x + " >= " + until(first);
            case LESS -> x + " < " + from(first);
            case LESS_OR_EQUAL -> x + " < " + until(first);
            case BETWEEN -> between(x, first, values.get(1));
            case IN -> in(x, values);
            case IN_LAST -> between(x, shifted(first, -1), NOW);
            case IN_NEXT -> between(x, NOW, shifted(first, 1));
            case AT_LEAST_AGO -> x + " < " + until(shifted(first, -1));
            default -> throw Comparisons.unfit(operator);
        };
    }

    /// The edges at which the truth of a positive operator changes, as `on` compares with them.
    static List<Bound.Edge> edges(Operator operator, List<Value> values, boolean date) {
        Value first = values.isEmpty() ? NOW : values.get(0);
        return switch (operator) {
            case GREATER_OR_EQUAL, LESS -> List.of(new Bound.Edge(first, false, date));
            case GREATER, LESS_OR_EQUAL -> List.of(new Bound.Edge(first, true, date));
            case BETWEEN -> both(first, values.get(1), date);
            case EQUAL, IN, IN_PERIOD ->
                values.stream()
                        .flatMap(value -> both(value, value, date).stream())
                        .toList();
            case IN_LAST -> both(shifted(first, -1), NOW, date);
            case IN_NEXT -> both(NOW, shifted(first, 1), date);
            case AT_LEAST_AGO -> List.of(new Bound.Edge(shifted(first, -1), true, date));
            default -> List.of();
        };
    }

    private static List<Bound.Edge> both(Value low, Value high, boolean date) {
        return List.of(new Bound.Edge(low, false, date), new Bound.Edge(high, true, date));
    }

    /// The time that lies a duration before or after the evaluation.
    static Value shifted(Value length, int direction) {
        if (!(length instanceof Value.Duration duration)) {
            throw Comparisons.unfit(length);
        }
        int amount = direction * duration.amount();
        return duration.unit() == TimeUnit.HOUR
                ? new Value.RelativeHours(amount)
                : new Value.RelativeDay(amount, duration.unit());
    }

    private String between(String x, Value low, Value high) {
        return x + " >= " + from(low) + " and " + x + " < " + until(high);
    }

    private String in(String x, List<Value> values) {
        String from = parameters.use(type() + "[]", new Bound.Many(edges(values, false)));
        String until = parameters.use(type() + "[]", new Bound.Many(edges(values, true)));
        return "exists (select from unnest(" + from + ", " + until + ") as listed(f, u) where " + x
                + " >= listed.f and " + x + " < listed.u)";
    }

    private List<Bound> edges(List<Value> values, boolean until) {
        return values.stream()
                .<Bound>map(value -> new Bound.Edge(value, until, date))
                .toList();
    }

    private String from(Value value) {
        return parameters.use(type(), new Bound.Edge(value, false, date));
    }

    private String until(Value value) {
        return parameters.use(type(), new Bound.Edge(value, true, date));
    }

    private String type() {
        return date ? "date" : "timestamptz";
    }
}
