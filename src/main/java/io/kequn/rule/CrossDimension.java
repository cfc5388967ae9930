package io.kequn.rule;

import java.util.List;

/// By what customers are divided, each into one part or into none.
public sealed interface CrossDimension {
    /// A part for each value of a scalar attribute; whoever has no value is in none.
    record Values(Attribute attribute) implements CrossDimension {}

    /// A part for each rule: the first that holds.
    record Cases(List<Rule> rules) implements CrossDimension {
        public Cases {
            rules = List.copyOf(rules);
        }
    }
}
