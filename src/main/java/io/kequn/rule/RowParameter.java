package io.kequn.rule;

import java.util.List;

/// What each event of a function can be asked.
///
/// @param type the type of the value, or of a set's elements; of a free property what its values say, here text
/// @param sql trusted SQL over the source's row; for a set a `text[]`, for a property the `jsonb` that holds it
/// @param aggregated whether `sum_`, `avg_`, `min_`, `max_` (numbers only) and `distinct_` exist for it
public record RowParameter(String name, ValueType type, String sql, boolean aggregated, boolean set, Access access) {
    /// How SQL gets at the value.
    public enum Access {
        COLUMN,
        /// A property whose type is declared.
        DECLARED,
        /// A property of which nothing is declared: the values in the rule tell how it is read.
        FREE
    }

    static RowParameter column(String name, ValueType type, String sql, boolean aggregated) {
        return new RowParameter(name, type, sql, aggregated, false, Access.COLUMN);
    }

    static RowParameter set(String name, String sql) {
        return new RowParameter(name, ValueType.STRING, sql, false, true, Access.COLUMN);
    }

    boolean isProperty() {
        return access != Access.COLUMN;
    }

    boolean isFree() {
        return access == Access.FREE;
    }

    /// What this is to operators, which decides those that it takes; of a free property whatever any reading takes.
    public Operand operand() {
        if (isFree()) {
            return Operand.PROPERTY;
        }
        return set ? Operand.EVENT_SET : Operand.of(type);
    }

    List<Aggregation> aggregations() {
        if (!aggregated) {
            return List.of();
        }
        return type.isNumeric()
                ? List.of(Aggregation.SUM, Aggregation.AVG, Aggregation.MIN, Aggregation.MAX, Aggregation.DISTINCT)
                : List.of(Aggregation.DISTINCT);
    }
}
