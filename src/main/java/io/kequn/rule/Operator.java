package io.kequn.rule;

/// What a condition does with its values. A negative operator is the exact complement of its positive one, so it
/// holds for missing values too.
public enum Operator {
    EQUAL("eq", "=", Shape.ONE),
    NOT_EQUAL("neq", "!=", Shape.ONE),
    GREATER("gt", ">", Shape.ONE),
    GREATER_OR_EQUAL("gte", ">=", Shape.ONE),
    LESS("lt", "<", Shape.ONE),
    LESS_OR_EQUAL("lte", "<=", Shape.ONE),
    IS_NULL("is_null", "IS NULL", Shape.NONE),
    IS_NOT_NULL("is_not_null", "IS NOT NULL", Shape.NONE),
    BETWEEN("between", "BETWEEN", Shape.TWO),
    NOT_BETWEEN("not_between", "NOT BETWEEN", Shape.TWO),
    IN("in", "IN", Shape.MANY),
    NOT_IN("not_in", "NOT IN", Shape.MANY),
    CONTAINS("contains", "CONTAINS", Shape.ONE),
    NOT_CONTAINS("not_contains", "NOT CONTAINS", Shape.ONE),
    CONTAINS_ANY("contains_any", "CONTAINS ANY", Shape.MANY),
    CONTAINS_ALL("contains_all", "CONTAINS ALL", Shape.MANY),
    CONTAINS_NONE("contains_none", "CONTAINS NONE", Shape.MANY),
    STARTS_WITH("starts_with", "STARTS WITH", Shape.ONE),
    NOT_STARTS_WITH("not_starts_with", "NOT STARTS WITH", Shape.ONE),
    ENDS_WITH("ends_with", "ENDS WITH", Shape.ONE),
    NOT_ENDS_WITH("not_ends_with", "NOT ENDS WITH", Shape.ONE),
    MATCHES_REGEX("matches_regex", "MATCHES REGEX", Shape.ONE),
    NOT_MATCHES_REGEX("not_matches_regex", "NOT MATCHES REGEX", Shape.ONE),
    IN_LAST("in_last", "IN LAST", Shape.ONE),
    IN_NEXT("in_next", "IN NEXT", Shape.ONE),
    AT_LEAST_AGO("at_least_ago", "AT LEAST", Shape.ONE),
    IN_PERIOD("in_period", "IN", Shape.ONE);

    /// How many values an operator takes.
    public enum Shape {
        NONE,
        ONE,
        TWO,
        MANY
    }

    private final String json;
    private final String text;
    private final Shape shape;

    Operator(String json, String text, Shape shape) {
        this.json = json;
        this.text = text;
        this.shape = shape;
    }

    /// The name in JSON, such as `gte`.
    public String json() {
        return json;
    }

    /// The words before the values in text; `AT LEAST` is closed by `AGO`.
    public String text() {
        return text;
    }

    public Shape shape() {
        return shape;
    }

    /// The operator whose complement this one is; a positive operator answers itself.
    public Operator positive() {
        return switch (this) {
            case NOT_EQUAL -> EQUAL;
            case IS_NOT_NULL -> IS_NULL;
            case NOT_BETWEEN -> BETWEEN;
            case NOT_IN -> IN;
            case NOT_CONTAINS -> CONTAINS;
            case CONTAINS_NONE -> CONTAINS_ANY;
            case NOT_STARTS_WITH -> STARTS_WITH;
            case NOT_ENDS_WITH -> ENDS_WITH;
            case NOT_MATCHES_REGEX -> MATCHES_REGEX;
            case EQUAL,
                    GREATER,
                    GREATER_OR_EQUAL,
                    LESS,
                    LESS_OR_EQUAL,
                    IS_NULL,
                    BETWEEN,
                    IN,
                    CONTAINS,
                    CONTAINS_ANY,
                    CONTAINS_ALL,
                    STARTS_WITH,
                    ENDS_WITH,
                    MATCHES_REGEX,
                    IN_LAST,
                    IN_NEXT,
                    AT_LEAST_AGO,
                    IN_PERIOD -> this;
        };
    }

    /// Whether this operator is the complement of another; `IS NOT NULL` counts as one.
    public boolean isNegative() {
        return positive() != this;
    }

    /// Whether the values are written as a list in JSON (`values`), rather than as one (`value`).
    boolean takesList() {
        return shape == Shape.TWO || shape == Shape.MANY;
    }
}
