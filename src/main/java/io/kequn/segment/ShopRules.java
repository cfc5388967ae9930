package io.kequn.segment;

import io.kequn.platform.database.Facts;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.Scope;
import io.kequn.rule.Vocabulary;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All live rules of one shop as of one revision, ready to run. Immutable but for the statements that it remembers.
final class ShopRules {
    /// Commands change few different sets of facts; what is beyond that is compiled each time.
    private static final int REMEMBERED = 64;

    /// What of the shop's settings the rules depend on.
    record Settings(Currency currency, ZoneId zone, DayOfWeek weekStart) {}

    private final long revision;
    private final Settings settings;
    private final RuleCompiler compiler;
    private final Map<Integer, LiveRule> rules;
    private final Map<Set<String>, Optional<EvaluationStatement>> byFacts = new ConcurrentHashMap<>();

    ShopRules(long revision, Settings settings, Vocabulary vocabulary, List<LiveRule> rules) {
        this.revision = revision;
        this.settings = settings;
        this.compiler = new RuleCompiler(vocabulary);
        this.rules = rules.stream().collect(Collectors.toUnmodifiableMap(LiveRule::id, Function.identity()));
    }

    long revision() {
        return revision;
    }

    Currency currency() {
        return settings.currency();
    }

    /// The live rule of a segment that a statement of these rules has named.
    LiveRule rule(int segment) {
        var rule = rules.get(segment);
        if (rule == null) {
            throw new IllegalArgumentException("no live rule of segment " + segment);
        }
        return rule;
    }

    Optional<LiveRule> find(int segment) {
        return Optional.ofNullable(rules.get(segment));
    }

    EvaluationTime at(Instant instant) {
        return new EvaluationTime(instant, settings.zone(), settings.weekStart());
    }

    /// The statement for the rules that read one of the facts, over given customers; empty if none does.
    Optional<EvaluationStatement> reading(Set<String> facts) {
        var known = byFacts.get(facts);
        if (known != null) {
            return known;
        }
        var affected = rules.values().stream()
                .filter(rule -> facts.contains(Facts.EVERYTHING)
                        || facts.contains(SegmentOverrides.fact(rule.id()))
                        || rule.uses().facts().stream().anyMatch(facts::contains))
                .toList();
        var statement = affected.isEmpty()
                ? Optional.<EvaluationStatement>empty()
                : Optional.of(statement(affected, Scope.CUSTOMERS));
        if (byFacts.size() < REMEMBERED && facts.stream().noneMatch(SegmentOverrides::isFact)) {
            byFacts.put(Set.copyOf(facts), statement);
        }
        return statement;
    }

    /// The statement of one segment's build, over a range of customers.
    EvaluationStatement range(LiveRule rule) {
        return statement(List.of(rule), Scope.RANGE);
    }

    private EvaluationStatement statement(Collection<LiveRule> some, Scope scope) {
        return EvaluationStatement.of(
                compiler.statement(some.stream().map(LiveRule::numbered).toList(), scope), scope);
    }
}
