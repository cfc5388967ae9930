package io.kequn.rule;

import java.util.Map;

/// An older spelling of an attribute, read but never printed.
///
/// @param spelling the older name
/// @param attribute the canonical key it stands for
/// @param asSet whether it was a set there: `CONTAINS 'CA'` is read as `= 'CA'`
/// @param values older spellings of values, such as `SUBSCRIBED` for `granted`
public record Alias(String spelling, String attribute, boolean asSet, Map<String, String> values) {
    public Alias {
        values = Map.copyOf(values);
    }

    public static Alias of(String spelling, String attribute) {
        return new Alias(spelling, attribute, false, Map.of());
    }

    public static Alias set(String spelling, String attribute) {
        return new Alias(spelling, attribute, true, Map.of());
    }

    public static Alias values(String spelling, String attribute, Map<String, String> values) {
        return new Alias(spelling, attribute, false, values);
    }

    /// What an operator on a set of Shopify's means for the scalar that it is here. `CONTAINS ALL` of several cannot
    /// hold.
    static Operator asScalar(Operator operator, int values) {
        return switch (operator) {
            case CONTAINS -> Operator.EQUAL;
            case NOT_CONTAINS -> Operator.NOT_EQUAL;
            case CONTAINS_ANY -> Operator.IN;
            case CONTAINS_NONE -> Operator.NOT_IN;
            case CONTAINS_ALL -> values == 1 ? Operator.IN : operator;
            case EQUAL,
                    NOT_EQUAL,
                    GREATER,
                    GREATER_OR_EQUAL,
                    LESS,
                    LESS_OR_EQUAL,
                    IS_NULL,
                    IS_NOT_NULL,
                    BETWEEN,
                    NOT_BETWEEN,
                    IN,
                    NOT_IN,
                    STARTS_WITH,
                    NOT_STARTS_WITH,
                    ENDS_WITH,
                    NOT_ENDS_WITH,
                    MATCHES_REGEX,
                    NOT_MATCHES_REGEX,
                    IN_LAST,
                    IN_NEXT,
                    AT_LEAST_AGO,
                    IN_PERIOD -> operator;
        };
    }
}
