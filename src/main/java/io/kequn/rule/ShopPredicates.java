package io.kequn.rule;

import java.util.List;

/// Several rules as parts of one select over all of a shop's customers, `customer c`; each source is read once, grouped
/// by customer, however many of the rules read it.
public final class ShopPredicates {
    private final String joins;
    private final List<String> predicates;
    private final Parameters parameters;

    ShopPredicates(String joins, List<String> predicates, Parameters parameters) {
        this.joins = joins;
        this.predicates = List.copyOf(predicates);
        this.parameters = parameters;
    }

    /// Goes after `from customer c`; empty if the rules read only the customer's own row.
    public String joins() {
        return joins;
    }

    /// For each rule a boolean expression that is true exactly where it holds, and false or null elsewhere.
    public List<String> predicates() {
        return predicates;
    }

    /// What to bind, in order, from the first free parameter on.
    public List<Object> values(EvaluationTime time) {
        return parameters.values(time);
    }
}
