package io.kequn.rule;

import java.util.Optional;

/// What an aggregate parameter computes.
public enum Aggregation {
    COUNT,
    SUM,
    AVG,
    MIN,
    MAX,
    DISTINCT;

    /// What stands before the name of the row parameter, such as `sum_`.
    String prefix() {
        return Names.lower(this) + "_";
    }

    /// Whether it only counts, so that it is 0 and not missing without events, and a whole number.
    boolean counts() {
        return this == COUNT || this == DISTINCT;
    }

    /// That of a name such as `sum_price`.
    static Optional<Aggregation> ofName(String name) {
        for (Aggregation aggregation : values()) {
            if (aggregation != COUNT && name.startsWith(aggregation.prefix())) {
                return Optional.of(aggregation);
            }
        }
        return Optional.empty();
    }
}
