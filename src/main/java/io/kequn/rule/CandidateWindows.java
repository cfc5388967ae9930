package io.kequn.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The stretches of one line that boundaries have passed, by kind, and the queries for the customers in them.
final class CandidateWindows {
    /// Stands for any kind.
    private static final Object ANY = new Object();

    /// As many stretches an index finds faster than a pass over the line: those of some thirty anniversaries.
    private static final int MOST_STRETCHES = 70_000;

    private final Days now;
    private final Map<Object, List<Boundary.Window>> windows = new LinkedHashMap<>();
    private final Map<Object, Anniversaries> anniversaries = new LinkedHashMap<>();
    private final Set<Integer> rules = new TreeSet<>();

    CandidateWindows(Days now) {
        this.now = now;
    }

    void add(Crossing crossing, Boundary.Window window) {
        rules.add(crossing.rule());
        Set<?> kinds = crossing.kinds().isEmpty() ? Set.of(ANY) : crossing.kinds();
        kinds.forEach(kind -> add(kind, crossing.boundary(), window));
    }

    private void add(Object kind, Boundary boundary, Boundary.Window window) {
        if (boundary instanceof Boundary.Anniversary) {
            anniversaries
                    .computeIfAbsent(kind, key -> new Anniversaries())
                    .add(new Days.Range((LocalDate) window.from(), (LocalDate) window.until()));
            return;
        }
        windows.computeIfAbsent(kind, key -> new ArrayList<>()).add(window);
    }

    List<CandidateQuery> queries(Line line, boolean anyKind) {
        List<CandidateQuery> queries = new ArrayList<>();
        int stretches = anniversaries.values().stream()
                .mapToInt(Anniversaries::stretches)
                .sum();
        boolean spelledOut = line.indexed() && stretches <= MOST_STRETCHES;
        if (spelledOut) {
            anniversaries.forEach((kind, days) ->
                    windows.computeIfAbsent(kind, key -> new ArrayList<>()).addAll(windows(line, days)));
        }
        if (!windows.isEmpty()) {
            var select = new CandidateSelect(line, anyKind);
            String sql = line.indexed() ? select.joined(byKind()) : select.filtered(windows.keySet(), together());
            queries.add(new CandidateQuery(sql, select.values(now.time()), rules));
        }
        if (!anniversaries.isEmpty() && !spelledOut) {
            var select = new CandidateSelect(line, anyKind);
            Anniversaries days = new Anniversaries();
            anniversaries.values().forEach(days::addAll);
            String sql = select.filtered(anniversaries.keySet(), days);
            queries.add(new CandidateQuery(sql, select.values(now.time()), rules));
        }
        return queries;
    }

    private List<Boundary.Window> windows(Line line, Anniversaries days) {
        return days.days().stream()
                .map(range -> line.date()
                        ? new Boundary.Window(range.from(), range.to())
                        : new Boundary.Window(now.startOf(range.from()), now.latestStartOf(range.to())))
                .filter(window -> !window.isEmpty())
                .toList();
    }

    private Map<Object, List<Boundary.Window>> byKind() {
        Map<Object, List<Boundary.Window>> merged = new LinkedHashMap<>();
        windows.forEach((kind, some) -> merged.put(kind, merged(some.stream())));
        return merged;
    }

    private List<Boundary.Window> together() {
        return merged(windows.values().stream().flatMap(List::stream));
    }

    /// Ascending and apart from each other.
    private static List<Boundary.Window> merged(Stream<Boundary.Window> some) {
        List<Boundary.Window> merged = new ArrayList<>();
        for (Boundary.Window next : some.sorted(BY_BEGINNING).toList()) {
            Boundary.Window last = merged.isEmpty() ? null : merged.getLast();
            if (last == null || compare(last.until(), next.from()) < 0) {
                merged.add(next);
            } else if (compare(last.until(), next.until()) < 0) {
                merged.set(merged.size() - 1, new Boundary.Window(last.from(), next.until()));
            }
        }
        return merged;
    }

    private static final Comparator<Boundary.Window> BY_BEGINNING = (one, other) -> compare(one.from(), other.from());

    /// All moments of a line are instants, or all are days.
    private static int compare(Comparable<?> one, Comparable<?> other) {
        return one instanceof Instant instant
                ? instant.compareTo((Instant) other)
                : ((LocalDate) one).compareTo((LocalDate) other);
    }
}
