package io.kequn.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Compiles checked rules to SQL. Values are always parameters, every other word comes from the vocabulary, and
/// the SQL reads no clock. The rules must have been read with this compiler's vocabulary.
public final class RuleCompiler {
    /// How many values rules may have that are evaluated as one: PostgreSQL binds at most 65,535 to a
    /// statement, and some are not the rules' own.
    public static final int MOST_PARAMETERS = 60_000;

    private final Vocabulary vocabulary;

    public RuleCompiler(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /// One statement for all the rules; it scans each source once, however many rules read it. Equal rules in
    /// equal order give equal SQL whatever their numbers and values. Without rules every `should` is empty.
    public Statement statement(List<NumberedRule> rules, Scope scope) {
        return statement(rules, List.of(), scope);
    }

    /// The same with choices, each evaluated at once: a column `chosen` more, an `int[]` of the numbers of the
    /// rules that count, in the order of the choices; null where none of a choice holds.
    public Statement statement(List<NumberedRule> rules, List<Choice> choices, Scope scope) {
        Parameters parameters = new Parameters(scope.parameters() + 1);
        GroupedRows grouped = new GroupedRows("g");
        RuleSql ruleSql = new RuleSql(vocabulary, parameters, grouped);
        List<NumberedRule> ordered =
                rules.stream().sorted(Comparator.comparingInt(NumberedRule::id)).toList();
        String cases = rules.isEmpty() && choices.isEmpty() ? "" : cases(ordered, ruleSql, parameters);
        String chosen = chosen(choices, ruleSql, parameters);
        String joins = grouped.joins("$1::int", (source, before) -> scope.on(source.customerId(), before), parameters);
        String sql = "select c.id as id, array_remove(array[" + cases + "]::int[], null) as should" + chosen
                + "\nfrom customer c\n" + joins + "where c.shop_id = $1::int and c.state = 0"
                + scope.on("c.id", " and ");
        return new Statement(sql, parameters);
    }

    /// How many values a statement binds for the rules alone, were none shared between them.
    public int size(List<Rule> rules) {
        return rules.stream().mapToInt(rule -> filter(rule, 1, 2).size()).sum();
    }

    private static String cases(List<NumberedRule> rules, RuleSql ruleSql, Parameters parameters) {
        String numbers = numbers(rules, parameters);
        List<String> cases = new ArrayList<>();
        for (NumberedRule rule : rules) {
            String number = "(" + numbers + ")[" + (cases.size() + 1) + "]";
            cases.add("case when " + ruleSql.predicate(rule.rule()) + " then " + number + " end");
        }
        return String.join(",\n  ", cases);
    }

    private static String chosen(List<Choice> choices, RuleSql ruleSql, Parameters parameters) {
        if (choices.isEmpty()) {
            return "";
        }
        List<NumberedRule> all =
                choices.stream().flatMap(choice -> choice.rules().stream()).toList();
        String numbers = numbers(all, parameters);
        List<String> cases = new ArrayList<>();
        int place = 0;
        for (Choice choice : choices) {
            StringBuilder first = new StringBuilder("case");
            for (NumberedRule rule : choice.rules()) {
                place++;
                first.append(" when ").append(ruleSql.predicate(rule.rule()));
                first.append(" then (")
                        .append(numbers)
                        .append(")[")
                        .append(place)
                        .append("]");
            }
            cases.add(first + " end");
        }
        return ", array[" + String.join(",\n  ", cases) + "]::int[] as chosen";
    }

    private static String numbers(List<NumberedRule> rules, Parameters parameters) {
        List<Bound> ids =
                rules.stream().<Bound>map(rule -> new Bound.Fixed(rule.id())).toList();
        return parameters.use("int[]", new Bound.Many(ids));
    }

    /// The statement that tells what each condition of the rule says about one customer, and what that customer
    /// has.
    public ExplainStatement explain(Rule rule) {
        return explain(List.of(rule), 3);
    }

    /// The same of several rules, as a part of a select that uses more parameters itself; `firstFree` is the first
    /// number that it does not use.
    public ExplainStatement explain(List<Rule> rules, int firstFree) {
        return ExplainStatement.of(rules, vocabulary, firstFree);
    }

    /// How many of the customers whom the filter selects are in which part of two dimensions.
    public CrossCount crossCount(CrossDimension down, CrossDimension across, Rule filter) {
        return CrossCount.of(vocabulary, down, across, filter);
    }

    /// The vocabulary that the rules are read with.
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /// What time alone can change in the rules, and for whom.
    public Crossings crossings(List<NumberedRule> rules) {
        return new Crossings(new CrossingFinder(vocabulary).find(rules));
    }

    /// The parts of a list's select. `shopParameter` is the number of the parameter that holds the shop's id,
    /// `firstFree` the first number that the list does not use itself.
    public RuleFilter filter(Rule rule, int shopParameter, int firstFree) {
        Parameters parameters = new Parameters(firstFree);
        GroupedRows grouped = new GroupedRows("rule_");
        String predicate = new RuleSql(vocabulary, parameters, grouped).predicate(rule);
        String joins = grouped.lateralJoins("$" + shopParameter + "::int", parameters);
        return new RuleFilter(joins, predicate, parameters);
    }

    /// The parts of a select over the whole shop `$1` that asks several rules at once. `firstFree` is the first
    /// number of a parameter that the select does not use itself.
    public ShopPredicates predicates(List<Rule> rules, int firstFree) {
        Parameters parameters = new Parameters(firstFree);
        GroupedRows grouped = new GroupedRows("rule_");
        RuleSql ruleSql = new RuleSql(vocabulary, parameters, grouped);
        List<String> predicates = rules.stream().map(ruleSql::predicate).toList();
        String joins = grouped.joins("$1::int", (source, before) -> "", parameters);
        return new ShopPredicates(joins, predicates, parameters);
    }
}
