package io.kequn.segment;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Which segments the rules of segments read, by their keys. Whoever is not a key of it reads none.
record SegmentGraph(Map<String, Set<String>> reads) {
    SegmentGraph {
        reads = Map.copyOf(reads);
    }

    /// The same, but for what one of the rules reads.
    SegmentGraph with(String segment, Set<String> itsReads) {
        var changed = new HashMap<>(reads);
        changed.put(segment, itsReads);
        return new SegmentGraph(changed);
    }

    /// The shortest way from a segment by what it reads back to itself, with both ends; empty if there is none.
    List<String> cycleThrough(String segment) {
        var seen = new HashSet<String>();
        var paths = new ArrayDeque<>(List.of(List.of(segment)));
        while (!paths.isEmpty()) {
            var path = paths.remove();
            for (var read : readBy(path.getLast())) {
                if (read.equals(segment)) {
                    return and(path, read);
                }
                if (seen.add(read)) {
                    paths.add(and(path, read));
                }
            }
        }
        return List.of();
    }

    private static List<String> and(List<String> path, String next) {
        return Stream.concat(path.stream(), Stream.of(next)).toList();
    }

    /// On which stratum each segment stands that has a rule: above all those that it reads, the lowest being 0.
    Map<String, Integer> strata() {
        var strata = new LinkedHashMap<String, Integer>();
        for (int stratum = 0; strata.size() < reads.size(); stratum++) {
            var ready = new ArrayList<String>();
            reads.forEach((segment, itsReads) -> {
                if (!strata.containsKey(segment) && areKnown(itsReads, strata)) {
                    ready.add(segment);
                }
            });
            if (ready.isEmpty()) {
                throw new IllegalStateException("rules read each other's segments in a circle");
            }
            for (var segment : ready) {
                strata.put(segment, stratum);
            }
        }
        return strata;
    }

    private boolean areKnown(Set<String> segments, Map<String, Integer> strata) {
        return segments.stream().noneMatch(segment -> reads.containsKey(segment) && !strata.containsKey(segment));
    }

    private Set<String> readBy(String segment) {
        return reads.getOrDefault(segment, Set.of());
    }
}
