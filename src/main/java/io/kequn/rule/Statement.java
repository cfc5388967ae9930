package io.kequn.rule;

import java.util.List;

/// One select that evaluates rules: a row for each active customer of the scope, with `id` and `should`, an
/// `int[]` of the numbers of the rules that hold, ascending.
public final class Statement {
    private final String sql;
    private final Parameters parameters;

    Statement(String sql, Parameters parameters) {
        this.sql = sql;
        this.parameters = parameters;
    }

    public String sql() {
        return sql;
    }

    /// How many values it binds after the shop's and the scope's own parameters.
    public int size() {
        return parameters.size();
    }

    /// What to bind after the shop's and the scope's own parameters, in order: numbers, texts, truth values, dates
    /// and instants in UTC, and arrays of them. The time must be the same for all rows that are to agree.
    public List<Object> values(EvaluationTime time) {
        return parameters.values(time);
    }
}
