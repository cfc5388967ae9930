package io.kequn.evaluation;

import io.kequn.rule.EvaluationTime;
import io.kequn.rule.FactCustomer;
import io.kequn.rule.Interpreter;
import io.kequn.rule.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// Segments, tags and layer sets with their rules, each after those that it reads, and what they decide about
/// customers by the plain reading of the rules. A customer is told as a set of `segment`, `tag:key` and
/// `layer:set=layer`.
final class RuleSystem {
    private final List<Decided> decided = new CopyOnWriteArrayList<>();

    private sealed interface Decided {
        String name();
    }

    private record OfSegment(String name, Rule rule) implements Decided {}

    /// `before` are the tags of its exclusive group whose rules go before it, `group` all of that group.
    private record OfTag(String name, Rule rule, List<String> before, Set<String> group) implements Decided {}

    private record OfLayers(String name, Map<String, Rule> layers, String residual) implements Decided {}

    void segment(String key, Rule rule) {
        put(new OfSegment(key, rule));
    }

    void tag(String key, Rule rule) {
        tag(key, rule, List.of(), Set.of());
    }

    void tag(String key, Rule rule, List<String> before, Set<String> group) {
        put(new OfTag(key, rule, before, group));
    }

    void layers(String key, Map<String, Rule> layers, String residual) {
        put(new OfLayers(key, layers, residual));
    }

    /// The newer one of the same name takes the place of the older.
    private void put(Decided one) {
        for (int i = 0; i < decided.size(); i++) {
            var other = decided.get(i);
            if (other.name().equals(one.name()) && other.getClass() == one.getClass()) {
                decided.set(i, one);
                return;
            }
        }
        decided.add(one);
    }

    /// The tags that rules give.
    Set<String> tags() {
        return decided.stream()
                .filter(OfTag.class::isInstance)
                .map(Decided::name)
                .collect(Collectors.toSet());
    }

    /// From scratch, by what people have written and decided.
    Map<UUID, Set<String>> decide(StoredFacts facts, PeoplesDecisions people, EvaluationTime time) {
        var interpreter = new Interpreter(time);
        var found = new HashMap<UUID, Set<String>>();
        for (var customer : facts.customers()) {
            var told = new Judged(customer, people, interpreter).told();
            if (!told.isEmpty()) {
                found.put(customer.id(), told);
            }
        }
        return found;
    }

    private final class Judged {
        private final FactCustomer customer;
        private final PeoplesDecisions people;
        private final Interpreter interpreter;
        private final Set<String> segments = new HashSet<>();
        private final Set<String> tags;
        private final Map<String, String> layers = new HashMap<>();
        private final Set<String> holding = new HashSet<>();

        Judged(FactCustomer customer, PeoplesDecisions people, Interpreter interpreter) {
            this.customer = customer;
            this.people = people;
            this.interpreter = interpreter;
            this.tags = new HashSet<>(customer.tags());
        }

        Set<String> told() {
            decided.forEach(this::judge);
            var automatic = tags();
            var told = new TreeSet<>(segments);
            tags.stream().filter(automatic::contains).forEach(tag -> told.add("tag:" + tag));
            layers.forEach((set, layer) -> told.add("layer:" + set + "=" + layer));
            return told;
        }

        private void judge(Decided one) {
            switch (one) {
                case OfSegment(var key, var rule) -> {
                    if (people.segment(customer.id(), key).orElseGet(() -> holds(rule))) {
                        segments.add(key);
                    }
                }
                case OfTag tag -> judge(tag);
                case OfLayers(var key, var ruled, var residual) ->
                    layers.put(
                            key,
                            ruled.entrySet().stream()
                                    .filter(layer -> holds(layer.getValue()))
                                    .map(Map.Entry::getKey)
                                    .findFirst()
                                    .orElse(residual));
            }
        }

        private void judge(OfTag tag) {
            if (holds(tag.rule)) {
                holding.add(tag.name);
            }
            boolean given = holding.contains(tag.name)
                    && tag.before.stream().noneMatch(holding::contains)
                    && tag.group.stream().noneMatch(customer.tags()::contains)
                    && !people.exclude(customer.id(), tag.name);
            if (given) {
                tags.add(tag.name);
            }
        }

        private boolean holds(Rule rule) {
            return interpreter.holds(
                    rule, customer.in(Set.copyOf(segments), Map.copyOf(layers)).tagged(Set.copyOf(tags)));
        }
    }
}
