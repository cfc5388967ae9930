package io.kequn.evaluation;

import io.kequn.rule.Crossings;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.NumberedRule;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.Scope;
import io.kequn.rule.Vocabulary;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All live rules of one shop as of one revision, ready to run.
public final class ShopRules {
    /// What of the shop's settings the rules depend on.
    record Settings(Currency currency, ZoneId zone, DayOfWeek weekStart) {}

    /// Of a shop's vocabulary, in bytes.
    private static final int WEIGHT_OF_VOCABULARY = 50_000;

    private final long revision;
    private final Settings settings;
    private final RuleCompiler compiler;
    private final Map<Integer, LiveRule> rules;
    private final Map<Integer, LiveRule> layerSets;
    private final Map<Integer, LiveRule> layers;
    private final List<Stratum> strata;
    private final Crossings crossings;

    ShopRules(
            long revision,
            Settings settings,
            Vocabulary vocabulary,
            List<LiveRule> rules,
            CompiledStatements statements) {
        this.revision = revision;
        this.settings = settings;
        this.compiler = new RuleCompiler(vocabulary);
        this.rules = rules.stream()
                .filter(rule -> !rule.isOfLayers())
                .collect(Collectors.toUnmodifiableMap(rule -> rule.subject().number(), Function.identity()));
        this.layerSets = rules.stream()
                .filter(LiveRule::isOfLayers)
                .collect(Collectors.toUnmodifiableMap(rule -> rule.subject().number(), Function.identity()));
        this.layers = new HashMap<>();
        layerSets.values().forEach(set -> set.layers().keySet().forEach(layer -> layers.put(layer, set)));
        this.strata = strata(compiler, rules, statements);
        this.crossings = compiler.crossings(rules.stream()
                .filter(rule -> rule.uses().readsTime())
                .flatMap(rule -> rule.rules().stream())
                .toList());
    }

    /// About how much memory this takes.
    int weight() {
        long ofRules = strata.stream().mapToLong(Stratum::weight).sum();
        return (int) Math.min(Integer.MAX_VALUE, WEIGHT_OF_VOCABULARY + ofRules);
    }

    long revision() {
        return revision;
    }

    Currency currency() {
        return settings.currency();
    }

    /// The live rule that a statement of these rules has named by the number of its subject.
    public LiveRule rule(int number) {
        var rule = rules.get(number);
        if (rule == null) {
            throw new IllegalArgumentException("no live rule of number " + number);
        }
        return rule;
    }

    /// The live rule of a segment or tag by the number of its subject; empty if it has none.
    public Optional<LiveRule> find(int number) {
        return Optional.ofNullable(rules.get(number));
    }

    /// The live rules of a layer set or level program by the number of its subject; empty if it has none.
    public Optional<LiveRule> layerSet(int number) {
        return Optional.ofNullable(layerSets.get(number));
    }

    /// The live set of a layer that a statement of these rules has named.
    LiveRule setOfLayer(int layer) {
        var set = layers.get(layer);
        if (set == null) {
            throw new IllegalArgumentException("no live layer set of layer " + layer);
        }
        return set;
    }

    EvaluationTime at(Instant instant) {
        return new EvaluationTime(instant, settings.zone(), settings.weekStart());
    }

    /// The rules in the order of evaluation: each stands on a higher stratum than all that it reads.
    List<Stratum> strata() {
        return strata;
    }

    /// By which the rules have been read.
    public Vocabulary vocabulary() {
        return compiler.vocabulary();
    }

    /// What the passing of time alone can change.
    Crossings crossings() {
        return crossings;
    }

    /// The statement of one rule's build, over a range of customers.
    EvaluationStatement range(LiveRule rule) {
        return EvaluationStatement.of(compiler, List.of(rule), Scope.RANGE);
    }

    private static List<Stratum> strata(RuleCompiler compiler, List<LiveRule> rules, CompiledStatements statements) {
        var reads = rules.stream()
                .collect(Collectors.toMap(rule -> rule.subject().node(), rule -> RuleGraph.readBy(rule.uses())));
        var strata = new RuleGraph(reads).strata();
        var byStratum = rules.stream()
                .collect(Collectors.groupingBy(
                        rule -> strata.get(rule.subject().node()), TreeMap::new, Collectors.toList()));
        return byStratum.values().stream()
                .flatMap(some -> portions(compiler, some).stream())
                .map(some -> new Stratum(compiler, some, statements))
                .toList();
    }

    /// Rules that read the same may be evaluated one portion after the other; usually one is enough.
    private static List<List<LiveRule>> portions(RuleCompiler compiler, List<LiveRule> rules) {
        var portions = new ArrayList<List<LiveRule>>();
        int room = 0;
        for (var rule : rules) {
            int size =
                    compiler.size(rule.rules().stream().map(NumberedRule::rule).toList());
            if (portions.isEmpty() || size > room) {
                portions.add(new ArrayList<>());
                room = RuleCompiler.MOST_PARAMETERS;
            }
            portions.getLast().add(rule);
            room -= size;
        }
        return portions;
    }
}
