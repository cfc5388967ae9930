package io.kequn.rule;

import java.util.List;
import java.util.stream.Collectors;

/// Turns rules into predicates over the customer's row `c` and the grouped rows, all within one statement.
final class RuleSql {
    private final Vocabulary vocabulary;
    private final Parameters parameters;
    private final GroupedRows grouped;
    private final Comparisons comparisons;

    RuleSql(Vocabulary vocabulary, Parameters parameters, GroupedRows grouped) {
        this.vocabulary = vocabulary;
        this.parameters = parameters;
        this.grouped = grouped;
        this.comparisons = new Comparisons(parameters);
    }

    /// A predicate that is true exactly where the rule holds; elsewhere it is false or null.
    String predicate(Rule rule) {
        return sql(rule, false);
    }

    /// A positive condition is null where something is missing. Below a NOT that must become false (`exact`); above, a
    /// `where` and a `case` take null for false, and the bare comparison can use an index.
    static String twoValued(String condition, boolean negative, boolean exact) {
        if (negative) {
            return "((" + condition + ") is not true)";
        }
        return exact ? "((" + condition + ") is true)" : "(" + condition + ")";
    }

    private String sql(Rule rule, boolean exact) {
        return switch (rule) {
            case Rule.Everyone everyone -> "true";
            case Rule.All all -> joined(all.rules(), " and ", exact);
            case Rule.Any any -> joined(any.rules(), " or ", exact);
            case Rule.Not not -> "(not " + sql(not.rule(), true) + ")";
            case Rule.Condition condition ->
                twoValued(positive(condition), condition.operator().isNegative(), exact);
            case Rule.Matches matches ->
                twoValued(functions().matches(matches, vocabulary.functionOf(matches)), matches.negated(), exact);
        };
    }

    private FunctionSql functions() {
        return new FunctionSql(comparisons, grouped);
    }

    private String joined(List<Rule> rules, String word, boolean exact) {
        return rules.stream().map(rule -> sql(rule, exact)).collect(Collectors.joining(word, "(", ")"));
    }

    private String positive(Rule.Condition condition) {
        Attribute attribute = vocabulary.attributeOf(condition);
        Operator operator = condition.operator().positive();
        List<Value> values = condition.values();
        ArraySql sets = new ArraySql(comparisons);
        return switch (attribute.storage()) {
            case Attribute.Storage.Column column -> comparisons.on(column.sql(), attribute.type(), operator, values);
            case Attribute.Storage.AgeSince age -> new AgeComparisons(parameters).on(age.birthDate(), operator, values);
            case Attribute.Storage.Rows rows -> sets.rows(rows, operator, values, grouped);
            case Attribute.Storage.JsonArray array -> sets.json(array.sql(), operator, values);
        };
    }
}
