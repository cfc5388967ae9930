package io.kequn.rule;

import java.util.List;

/// One select over the active customers of the shop `$1` that counts them by two dimensions: rows of `across`
/// and `down`, texts, and `customers`; at most `$2` of them. A part is told by its value, or by its place among
/// the cases; null is none.
public final class CrossCount {
    private static final int FIRST_FREE = 3;

    private final String sql;
    private final Parameters parameters;

    private CrossCount(String sql, Parameters parameters) {
        this.sql = sql;
        this.parameters = parameters;
    }

    static CrossCount of(Vocabulary vocabulary, CrossDimension down, CrossDimension across, Rule filter) {
        Parameters parameters = new Parameters(FIRST_FREE);
        GroupedRows grouped = new GroupedRows("rule_");
        RuleSql ruleSql = new RuleSql(vocabulary, parameters, grouped);
        AttributeSql attributes = new AttributeSql(vocabulary, parameters, grouped);
        String parts = part(down, ruleSql, attributes) + " down,\n  " + part(across, ruleSql, attributes) + " across";
        String holds = ruleSql.predicate(filter);
        String joins = grouped.joins("$1::int", (source, before) -> "", parameters);
        String sql = "select down, across, count(*) customers\nfrom (select " + parts + "\n  from customer c\n" + joins
                + "where c.shop_id = $1::int and c.state = 0 and " + holds
                + ") divided\ngroup by down, across order by customers desc, down, across limit $2::int";
        return new CrossCount(sql, parameters);
    }

    private static String part(CrossDimension dimension, RuleSql rules, AttributeSql attributes) {
        return switch (dimension) {
            case CrossDimension.Values values -> "nullif((" + attributes.value(values.attribute()) + ")::text, '')";
            case CrossDimension.Cases cases -> first(cases.rules(), rules);
        };
    }

    private static String first(List<Rule> rules, RuleSql ruleSql) {
        if (rules.isEmpty()) {
            return "null::text";
        }
        StringBuilder first = new StringBuilder("case");
        for (int place = 0; place < rules.size(); place++) {
            first.append(" when ")
                    .append(ruleSql.predicate(rules.get(place)))
                    .append(" then '")
                    .append(place)
                    .append("'");
        }
        return first + " end";
    }

    public String sql() {
        return sql;
    }

    /// What to bind from `$3` on.
    public List<Object> values(EvaluationTime time) {
        return parameters.values(time);
    }
}
