package io.kequn.evaluation;

import io.kequn.platform.database.Facts;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Live rules that can be evaluated by one statement, since none reads what another of them decides. Immutable
/// but for the statements that it remembers.
final class Stratum {
    /// Commands change few different sets of facts; what is beyond that is compiled each time.
    private static final int REMEMBERED = 64;

    private static final Set<String> EVERYTHING = Set.of(Facts.EVERYTHING);

    private final RuleCompiler compiler;
    private final List<LiveRule> rules;
    private final Set<String> read;
    private final Map<Set<String>, EvaluationStatement> byFacts = new ConcurrentHashMap<>();

    Stratum(RuleCompiler compiler, List<LiveRule> rules) {
        this.compiler = compiler;
        this.rules = List.copyOf(rules);
        this.read = new HashSet<>();
        rules.forEach(rule -> read.addAll(rule.facts()));
    }

    /// The statement for the rules that read one of the facts, over given customers; empty if none does.
    Optional<EvaluationStatement> reading(Set<String> facts) {
        if (facts.contains(Facts.EVERYTHING)) {
            return Optional.of(byFacts.computeIfAbsent(EVERYTHING, all -> statement(rules)));
        }
        var known = new HashSet<>(facts);
        known.retainAll(read);
        return known.isEmpty() ? Optional.empty() : Optional.of(remembered(known));
    }

    private EvaluationStatement remembered(Set<String> facts) {
        var remembered = byFacts.get(facts);
        if (remembered != null) {
            return remembered;
        }
        var statement = statement(rules.stream()
                .filter(rule -> rule.facts().stream().anyMatch(facts::contains))
                .toList());
        if (byFacts.size() < REMEMBERED && facts.stream().noneMatch(Facts::isOverride)) {
            byFacts.put(facts, statement);
        }
        return statement;
    }

    private EvaluationStatement statement(List<LiveRule> some) {
        return EvaluationStatement.of(compiler, some, Scope.CUSTOMERS);
    }
}
