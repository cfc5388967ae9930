package io.kequn.evaluation;

import io.kequn.platform.database.Facts;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.Scope;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Live rules that can be evaluated by one statement, since none reads what another of them decides.
final class Stratum {
    private static final Set<String> EVERYTHING = Set.of(Facts.EVERYTHING);

    private final RuleCompiler compiler;
    private final List<LiveRule> rules;
    private final Set<String> read;
    private final CompiledStatements statements;

    /// Stands for this stratum among statements that may outlive it.
    private final Object token = new Object();

    Stratum(RuleCompiler compiler, List<LiveRule> rules, CompiledStatements statements) {
        this.compiler = compiler;
        this.statements = statements;
        this.rules = List.copyOf(rules);
        this.read = new HashSet<>();
        rules.forEach(rule -> read.addAll(rule.facts()));
    }

    /// The statement for the rules that read one of the facts, over given customers; empty if none does.
    Optional<EvaluationStatement> reading(Set<String> facts) {
        if (facts.contains(Facts.EVERYTHING)) {
            return Optional.of(statements.of(token, EVERYTHING, () -> statement(rules)));
        }
        var known = new HashSet<>(facts);
        known.retainAll(read);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        // People's decisions are facts of their own, for each segment; they seldom come twice.
        return Optional.of(
                known.stream().anyMatch(Facts::isOverride)
                        ? statementReading(known)
                        : statements.of(token, known, () -> statementReading(known)));
    }

    private EvaluationStatement statementReading(Set<String> facts) {
        return statement(rules.stream()
                .filter(rule -> rule.facts().stream().anyMatch(facts::contains))
                .toList());
    }

    long weight() {
        return rules.stream().mapToLong(LiveRule::weight).sum();
    }

    private EvaluationStatement statement(List<LiveRule> some) {
        return EvaluationStatement.of(compiler, some, Scope.CUSTOMERS);
    }
}
