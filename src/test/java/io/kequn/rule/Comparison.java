package io.kequn.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/// Some rules on some customers, by SQL in every scope and by meaning.
record Comparison(
        FactDatabase database,
        long seed,
        EvaluationTime time,
        Vocabulary vocabulary,
        List<FactCustomer> customers,
        Laws laws) {
    void run(Random random) {
        var ids = customers.stream().map(FactCustomer::id).toList();
        var batch = ids.stream().filter(id -> random.nextInt(4) == 0).toArray(UUID[]::new);
        var one = ids.get(random.nextInt(ids.size()));
        var from = ids.get(random.nextInt(ids.size() / 2));
        var until = ids.get(ids.size() / 2 + random.nextInt(ids.size() / 2));

        agree(ids, sql(Scope.SHOP));
        agree(List.of(batch), sql(Scope.CUSTOMERS, (Object) batch));
        agree(List.of(one), sql(Scope.CUSTOMERS, (Object) new UUID[] {one}));
        agree(ids.subList(ids.indexOf(from) + 1, ids.indexOf(until) + 1), sql(Scope.RANGE, from, until));
    }

    private Map<UUID, Set<Integer>> sql(Scope scope, Object... values) {
        return database.evaluate(compiled(laws.numbered(), scope), time, values);
    }

    private Statement compiled(List<NumberedRule> rules, Scope scope) {
        return new RuleCompiler(vocabulary).statement(rules, scope);
    }

    private void agree(Collection<UUID> ids, Map<UUID, Set<Integer>> bySql) {
        if (!bySql.equals(byMeaning(ids, laws.numbered()))) {
            assertThat(bySql)
                    .as("%s%nseed %d at %s%n%s", blame(), seed, time, laws.shown())
                    .isEqualTo(byMeaning(ids, laws.numbered()));
        }
        bySql.values().forEach(laws::hold);
    }

    private Map<UUID, Set<Integer>> byMeaning(Collection<UUID> ids, List<NumberedRule> rules) {
        var interpreter = new Interpreter(time);
        var result = new HashMap<UUID, Set<Integer>>();
        for (var customer : customers) {
            if (ids.contains(customer.id())) {
                var holding = new TreeSet<Integer>();
                rules.stream()
                        .filter(rule -> interpreter.holds(rule.rule(), customer))
                        .forEach(rule -> holding.add(rule.id()));
                result.put(customer.id(), holding);
            }
        }
        return result;
    }

    /// The conditions on which the two disagree, each with a customer.
    private String blame() {
        var ids = customers.stream().map(FactCustomer::id).toList();
        var blamed = new StringBuilder();
        for (var leaf :
                laws.rules().stream().flatMap(rule -> leaves(rule).stream()).toList()) {
            var rules = List.of(new NumberedRule(1, leaf));
            var bySql = database.evaluate(compiled(rules, Scope.SHOP), time);
            var byMeaning = byMeaning(ids, rules);
            customers.stream()
                    .filter(each -> !byMeaning.get(each.id()).equals(bySql.get(each.id())))
                    .findFirst()
                    .ifPresent(each -> blamed.append(
                            "SQL says %s to %s of %s%n".formatted(bySql.get(each.id()), leaf.text(), each)));
        }
        return blamed.toString();
    }

    static List<Rule.Leaf> leaves(Rule rule) {
        return switch (rule) {
            case Rule.All(var rules) ->
                rules.stream().flatMap(each -> leaves(each).stream()).toList();
            case Rule.Any(var rules) ->
                rules.stream().flatMap(each -> leaves(each).stream()).toList();
            case Rule.Not(var inner) -> leaves(inner);
            case Rule.Leaf leaf -> List.of(leaf);
        };
    }
}
