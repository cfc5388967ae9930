package io.kequn.rule;

import java.util.List;

/// A rule as a part of somebody else's select over `customer c`: what to join, and what to put into `where`.
public final class RuleFilter {
    private final String joins;
    private final String predicate;
    private final Parameters parameters;

    RuleFilter(String joins, String predicate, Parameters parameters) {
        this.joins = joins;
        this.predicate = predicate;
        this.parameters = parameters;
    }

    /// Goes after `from customer c`; empty if the rule reads only the customer's own row. Aliases begin with `rule_`.
    public String joins() {
        return joins;
    }

    /// A boolean expression that is true exactly where the rule holds, and false or null elsewhere.
    public String predicate() {
        return predicate;
    }

    int size() {
        return parameters.size();
    }

    /// What to bind, in order, from the first free parameter on.
    public List<Object> values(EvaluationTime time) {
        return parameters.values(time);
    }
}
