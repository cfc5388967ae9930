package io.kequn.rule;

import java.util.List;

/// The SQL of a positive operator on one expression. It may be null where the expression is; the caller makes
/// two values of it.
final class Comparisons {
    private static final Value NOW = new Value.RelativeHours(0);

    private final Parameters parameters;

    Comparisons(Parameters parameters) {
        this.parameters = parameters;
    }

    String on(String x, ValueType type, Operator operator, List<Value> values) {
        boolean text = type == ValueType.STRING || type == ValueType.KEY;
        if (operator == Operator.IS_NULL) {
            return text ? "nullif(" + x + ", '') is null" : x + " is null";
        }
        return switch (type) {
            case STRING, KEY -> text(x, operator, values);
            case BOOLEAN -> x + " = " + scalar(type, values.get(0));
            case NUMBER, INTEGER, MONEY -> number(x, type, operator, values);
            case DATE, INSTANT -> new TimeComparisons(parameters, type).on(x, operator, values);
            case POINT -> throw unfit(operator);
        };
    }

    /// Compares a sum with a number of times a value, so that an average is exact.
    String average(String sum, String count, Operator operator, List<Value> values) {
        List<Bound> bounds = values.stream().map(Comparisons::exact).toList();
        if (operator == Operator.IN) {
            return "exists (select from unnest(" + parameters.use("numeric[]", new Bound.Many(bounds))
                    + ") as listed(v) where " + sum + " = listed.v * " + count + ")";
        }
        List<String> times = bounds.stream()
                .map(bound -> parameters.use("numeric", bound) + " * " + count)
                .toList();
        return compared(sum, operator, times);
    }

    private static Bound exact(Value value) {
        java.math.BigDecimal number = switch (fixed(value)) {
            case Long minor -> java.math.BigDecimal.valueOf(minor);
            case java.math.BigDecimal decimal -> decimal;
            case Object other -> throw new IllegalArgumentException("Not a number: " + other);
        };
        return new Bound.Fixed(number);
    }

    private String number(String x, ValueType type, Operator operator, List<Value> values) {
        if (operator == Operator.IN) {
            return x + " = any(" + list(type, values) + ")";
        }
        return compared(x, operator, values.stream().map(v -> scalar(type, v)).toList());
    }

    private static String compared(String x, Operator operator, List<String> operands) {
        return switch (operator) {
            case EQUAL, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL ->
                x + " " + operator.text() + " " + operands.get(0);
            case BETWEEN -> x + " between " + operands.get(0) + " and " + operands.get(1);
            default -> throw unfit(operator);
        };
    }

    private String text(String x, Operator operator, List<Value> values) {
        if (operator == Operator.IN) {
            return x + " = any(" + list(ValueType.STRING, values) + ")";
        }
        if (operator == Operator.MATCHES_REGEX) {
            return "nullif(" + x + ", '') ~ " + regex(values.get(0));
        }
        String value = scalar(ValueType.STRING, values.get(0));
        return switch (operator) {
            case EQUAL -> x + " = " + value;
            case CONTAINS -> "strpos(" + x + ", " + value + ") > 0";
            case STARTS_WITH -> "starts_with(" + x + ", " + value + ")";
            case ENDS_WITH -> "right(" + x + ", length(" + value + ")) = " + value;
            default -> throw unfit(operator);
        };
    }

    private String regex(Value value) {
        return parameters.use("text", new Bound.Fixed(RegexSubset.toPostgres((String) fixed(value))));
    }

    String scalar(ValueType type, Value value) {
        return parameters.use(sqlType(type), new Bound.Fixed(fixed(value, type)));
    }

    String list(ValueType type, List<Value> values) {
        List<Bound> bounds = values.stream()
                .<Bound>map(value -> new Bound.Fixed(fixed(value, type)))
                .toList();
        return parameters.use(sqlType(type) + "[]", new Bound.Many(bounds));
    }

    private static Object fixed(Value value, ValueType type) {
        return type == ValueType.INTEGER && value instanceof Value.Decimal decimal
                ? decimal.number().longValueExact()
                : fixed(value);
    }

    private static Object fixed(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Decimal decimal -> decimal.number();
            case Value.Money money -> money.minorUnits();
            case Value.Truth truth -> truth.truth();
            case Value.Day other -> throw unfit(other);
            case Value.RelativeDay other -> throw unfit(other);
            case Value.LocalMoment other -> throw unfit(other);
            case Value.Moment other -> throw unfit(other);
            case Value.RelativeHours other -> throw unfit(other);
            case Value.Duration other -> throw unfit(other);
            case Value.Period other -> throw unfit(other);
        };
    }

    private static String sqlType(ValueType type) {
        return switch (type) {
            case STRING, KEY -> "text";
            case NUMBER -> "numeric";
            case INTEGER, MONEY -> "bigint";
            case BOOLEAN -> "boolean";
            case DATE -> "date";
            case INSTANT -> "timestamptz";
            case POINT -> throw unfit(type);
        };
    }

    /// The lower edge of the times for which the operator can hold; null if there is none.
    static @org.jspecify.annotations.Nullable Bound lowerEdge(Operator operator, List<Value> values) {
        return switch (operator) {
            case EQUAL, GREATER_OR_EQUAL, GREATER, BETWEEN, IN_PERIOD -> new Bound.Edge(values.get(0), false, false);
            case IN_LAST -> new Bound.Edge(TimeComparisons.shifted(values.get(0), -1), false, false);
            case IN_NEXT -> new Bound.Edge(NOW, false, false);
            case IN ->
                new Bound.Earliest(values.stream()
                        .<Bound>map(value -> new Bound.Edge(value, false, false))
                        .toList());
            case NOT_EQUAL,
                    LESS,
                    LESS_OR_EQUAL,
                    IS_NULL,
                    IS_NOT_NULL,
                    NOT_BETWEEN,
                    NOT_IN,
                    CONTAINS,
                    NOT_CONTAINS,
                    CONTAINS_ANY,
                    CONTAINS_ALL,
                    CONTAINS_NONE,
                    STARTS_WITH,
                    NOT_STARTS_WITH,
                    ENDS_WITH,
                    NOT_ENDS_WITH,
                    MATCHES_REGEX,
                    NOT_MATCHES_REGEX,
                    AT_LEAST_AGO -> null;
        };
    }

    static IllegalArgumentException unfit(Object part) {
        return new IllegalArgumentException("The rule was not checked: " + part);
    }
}
