package io.kequn.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The stretches of one line that boundaries have passed, by kind, and the query for the customers in them.
final class CandidateWindows {
    /// Stands for any kind.
    private static final Object ANY = new Object();

    private final Map<Object, List<Boundary.Window>> windows = new LinkedHashMap<>();
    private final Set<Integer> rules = new TreeSet<>();

    void add(Crossing crossing, Boundary.Window window) {
        rules.add(crossing.rule());
        Set<?> kinds = crossing.kinds().isEmpty() ? Set.of(ANY) : crossing.kinds();
        kinds.forEach(
                kind -> windows.computeIfAbsent(kind, key -> new ArrayList<>()).add(window));
    }

    CandidateQuery query(Line line, boolean anyKind) {
        List<Object> values = new ArrayList<>();
        if (line.property() != null) {
            values.add(line.property());
        }
        String sql = line.indexed() ? joined(line, anyKind, values) : filtered(line, anyKind, values);
        return new CandidateQuery(sql, values, rules);
    }

    /// A join with the stretches, which an index serves.
    private String joined(Line line, boolean anyKind, List<Object> values) {
        List<Object> kinds = new ArrayList<>();
        List<Boundary.Window> all = new ArrayList<>();
        windows.forEach((kind, some) -> merged(some).forEach(window -> {
            kinds.add(kind);
            all.add(window);
        }));
        String from = bind(
                values,
                line.type() + "[]",
                moments(line, all.stream().map(Boundary.Window::from).toList()));
        String until = bind(
                values,
                line.type() + "[]",
                moments(line, all.stream().map(Boundary.Window::until).toList()));
        String stretches = "unnest(" + from + ", " + until + ") as w(f, u)";
        String ofKind = "";
        if (line.kind() != null && !anyKind) {
            String names = bind(values, line.kind().type() + "[]", kinds(kinds));
            stretches = "unnest(" + names + ", " + from + ", " + until + ") as w(k, f, u)";
            ofKind = " and " + line.kind().sql() + " = w.k";
        } else if (line.kind() != null && line.kind().all() != null) {
            stretches = "(" + line.kind().all() + ") as known(k) cross join " + stretches;
            ofKind = " and " + line.kind().sql() + " = known.k";
        }
        return "select distinct " + line.customerId() + " as id\nfrom " + stretches + "\njoin " + line.from() + " on "
                + line.shopId() + " = $1::int" + ofKind + " and " + line.column() + " >= w.f and " + line.column()
                + " < w.u";
    }

    /// One pass over the line: the stretches ascend, so a moment lies in one if an odd number of ends is before it.
    private String filtered(Line line, boolean anyKind, List<Object> values) {
        List<Boundary.Window> all =
                merged(windows.values().stream().flatMap(List::stream).toList());
        List<Comparable<?>> ends = new ArrayList<>();
        all.forEach(window -> {
            ends.add(window.from());
            ends.add(window.until());
        });
        String sorted = bind(values, line.type() + "[]", moments(line, ends));
        String ofKind = "";
        if (line.kind() != null && !anyKind) {
            String names = bind(values, line.kind().type() + "[]", kinds(List.copyOf(windows.keySet())));
            ofKind = " and " + line.kind().sql() + " = any(" + names + ")";
        }
        return "select distinct " + line.customerId() + " as id\nfrom " + line.from() + "\nwhere " + line.shopId()
                + " = $1::int" + ofKind + " and width_bucket(" + line.column() + ", " + sorted + ") % 2 = 1";
    }

    private static String bind(List<Object> values, String type, Object value) {
        values.add(value);
        return "$" + (values.size() + 1) + "::" + type;
    }

    /// Ascending and apart from each other.
    private static List<Boundary.Window> merged(List<Boundary.Window> some) {
        List<Boundary.Window> merged = new ArrayList<>();
        for (Boundary.Window next : some.stream().sorted(BY_BEGINNING).toList()) {
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

    private static Object moments(Line line, List<? extends Comparable<?>> moments) {
        return line.date()
                ? moments.stream().map(LocalDate.class::cast).toArray(LocalDate[]::new)
                : moments.stream()
                        .map(moment -> OffsetDateTime.ofInstant((Instant) moment, ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new);
    }

    private static Object kinds(List<Object> kinds) {
        return kinds.stream().allMatch(Integer.class::isInstance)
                ? kinds.toArray(Integer[]::new)
                : kinds.stream().map(String.class::cast).toArray(String[]::new);
    }
}
