package io.kequn.evaluation;

import io.kequn.platform.database.Facts;
import io.kequn.rule.RuleUses;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Which segments, tags, layer sets and level programs the rules of each other read. A segment is named by its
/// key, a tag as `tag:vip`, a layer set as `layer:value`, a level program as `level:club`. Whoever is not a key
/// of it reads none.
public record RuleGraph(Map<String, Set<String>> reads) {
    private static final String TAG = "tag:";
    private static final String LAYER = "layer:";
    private static final String LEVEL = Facts.level("");

    /// All tags that rules give.
    private static final String ANY_TAG = TAG + "*";

    public RuleGraph {
        reads = Map.copyOf(reads);
    }

    /// The name of a tag in the graph.
    public static String tag(String key) {
        return TAG + key;
    }

    /// The name of a layer set in the graph.
    public static String layerSet(String key) {
        return LAYER + key;
    }

    /// The name of a level program in the graph.
    public static String levelProgram(String key) {
        return LEVEL + key;
    }

    /// What a rule reads, as the graph names it.
    public static Set<String> readBy(RuleUses uses) {
        var read = new HashSet<>(uses.segments());
        uses.tags().forEach(key -> read.add(tag(key)));
        uses.layerSets().forEach(key -> read.add(layerSet(key)));
        uses.facts().stream().filter(fact -> fact.startsWith(LEVEL)).forEach(read::add);
        if (uses.anyTag()) {
            read.add(ANY_TAG);
        }
        return read;
    }

    /// The same, but for what one of the rules reads.
    public RuleGraph with(String node, Set<String> itsReads) {
        var changed = new HashMap<>(reads);
        changed.put(node, itsReads);
        return new RuleGraph(changed);
    }

    /// The shortest way from one by what it reads back to itself, with both ends; empty if there is none.
    public List<String> cycleThrough(String node) {
        var seen = new HashSet<String>();
        var paths = new ArrayDeque<>(List.of(List.of(node)));
        while (!paths.isEmpty()) {
            var path = paths.remove();
            for (var read : known(reads.getOrDefault(path.getLast(), Set.of()))) {
                if (read.equals(node)) {
                    return and(path, read);
                }
                if (seen.add(read)) {
                    paths.add(and(path, read));
                }
            }
        }
        return List.of();
    }

    /// A way from some tag back to itself; empty if there is none.
    public List<String> cycleThroughTags() {
        return cycleThroughAny(reads.keySet().stream()
                .filter(node -> node.startsWith(TAG))
                .sorted()
                .toList());
    }

    /// The same from the first of these that has one.
    public List<String> cycleThroughAny(Collection<String> nodes) {
        return nodes.stream()
                .map(this::cycleThrough)
                .filter(path -> !path.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<String> and(List<String> path, String next) {
        return Stream.concat(path.stream(), Stream.of(next)).toList();
    }

    /// On which stratum each one stands that has a rule: above all those that it reads, the lowest being 0.
    public Map<String, Integer> strata() {
        var strata = new LinkedHashMap<String, Integer>();
        for (int stratum = 0; strata.size() < reads.size(); stratum++) {
            var ready = new ArrayList<String>();
            reads.forEach((node, itsReads) -> {
                if (!strata.containsKey(node) && strata.keySet().containsAll(known(itsReads))) {
                    ready.add(node);
                }
            });
            if (ready.isEmpty()) {
                throw new IllegalStateException("rules read each other in a circle");
            }
            for (var node : ready) {
                strata.put(node, stratum);
            }
        }
        return strata;
    }

    /// Those that have a rule.
    private Set<String> known(Set<String> read) {
        var known = new HashSet<>(read);
        known.retainAll(reads.keySet());
        if (read.contains(ANY_TAG)) {
            reads.keySet().stream().filter(node -> node.startsWith(TAG)).forEach(known::add);
        }
        return known;
    }
}
