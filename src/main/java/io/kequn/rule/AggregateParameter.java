package io.kequn.rule;

import org.jspecify.annotations.Nullable;

/// An aggregate parameter of a function; `of` is null for `count` only.
record AggregateParameter(Aggregation aggregation, @Nullable RowParameter of) {
    /// The type of the values that it is compared with.
    ValueType type() {
        return of == null || aggregation.counts() ? ValueType.INTEGER : of.type();
    }
}
