package io.kequn.rule;

import java.util.List;
import java.util.stream.Collectors;

/// Turns rules into predicates over the customer's row `c` and the grouped rows, all within one statement.
final class RuleSql {
    private final Vocabulary vocabulary;
    private final Parameters parameters;
    private final AttributeSql attributes;
    private final FunctionSql functions;
    private final DefinitionSql definitions;

    RuleSql(Vocabulary vocabulary, Parameters parameters, GroupedRows grouped) {
        this.vocabulary = vocabulary;
        this.parameters = parameters;
        this.attributes = new AttributeSql(vocabulary, parameters, grouped);
        this.functions = new FunctionSql(parameters, grouped);
        this.definitions = new DefinitionSql(vocabulary, parameters, grouped);
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

    /// True exactly where the condition holds, elsewhere false.
    String truth(Rule.Leaf leaf) {
        return "(" + leaf(leaf, true) + " is true)";
    }

    private String sql(Rule rule, boolean exact) {
        return switch (rule) {
            case Rule.All all -> joined(all.rules(), " and ", exact);
            case Rule.Any any -> joined(any.rules(), " or ", exact);
            case Rule.Not not -> "(not " + sql(not.rule(), true) + ")";
            case Rule.Leaf leaf -> leaf(leaf, exact);
        };
    }

    private String leaf(Rule.Leaf leaf, boolean exact) {
        return switch (leaf) {
            case Rule.Everyone everyone -> "true";
            case Rule.Condition condition ->
                twoValued(attributes.condition(condition), condition.operator().isNegative(), exact);
            case Rule.HasBeen hasBeen -> twoValued(attributes.hasBeen(hasBeen), false, exact);
            case Rule.Anniversary anniversary ->
                twoValued(
                        attributes.anniversary(anniversary),
                        anniversary.operator().isNegative(),
                        exact);
            case Rule.Matches matches ->
                twoValued(functions.matches(matches, vocabulary.functionOf(matches)), matches.negated(), exact);
            case Rule.InSegment segment -> twoValued(definitions.inSegment(segment), segment.negated(), exact);
            case Rule.InLayer layer -> twoValued(definitions.inLayer(layer), false, exact);
            case Rule.Within within -> twoValued(definitions.within(within), false, exact);
            case Rule.Bucket bucket -> BucketSql.isWithin(bucket, parameters);
        };
    }

    private String joined(List<Rule> rules, String word, boolean exact) {
        return rules.stream().map(rule -> sql(rule, exact)).collect(Collectors.joining(word, "(", ")"));
    }
}
