package io.kequn.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// What time alone does to some rules on customers whose facts stay, by meaning.
record Flips(List<NumberedRule> rules, List<FactCustomer> customers) {
    /// By customer, the rules whose verdict at `until` is not that at the earlier instant.
    Map<UUID, Set<Integer>> between(EvaluationTime earlier, EvaluationTime until) {
        var before = new Interpreter(earlier);
        var after = new Interpreter(until);
        var flips = new HashMap<UUID, Set<Integer>>();
        for (var customer : customers) {
            for (var rule : rules) {
                if (before.holds(rule.rule(), customer) != after.holds(rule.rule(), customer)) {
                    flips.computeIfAbsent(customer.id(), none -> new HashSet<>())
                            .add(rule.id());
                }
            }
        }
        return flips;
    }

    /// By customer, the rules for which a query finds it.
    static Map<UUID, Set<Integer>> candidates(
            List<CandidateQuery> queries, Function<CandidateQuery, Set<UUID>> answers) {
        var candidates = new HashMap<UUID, Set<Integer>>();
        for (var query : queries) {
            answers.apply(query)
                    .forEach(id -> candidates
                            .computeIfAbsent(id, none -> new HashSet<>())
                            .addAll(query.rules()));
        }
        return candidates;
    }

    /// The flips that no query has found.
    static List<String> missed(Map<UUID, Set<Integer>> flips, Map<UUID, Set<Integer>> candidates) {
        var missed = new ArrayList<String>();
        flips.forEach((customer, rules) -> rules.stream()
                .filter(rule -> !candidates.getOrDefault(customer, Set.of()).contains(rule))
                .forEach(rule -> missed.add("rule " + rule + " of " + customer)));
        return missed;
    }
}
