package io.kequn.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// Writes the select of the customers who have moments of a line in some stretches, by kind.
final class CandidateSelect {
    private final Line line;
    private final boolean anyKind;
    private final Parameters parameters = new Parameters(2);

    CandidateSelect(Line line, boolean anyKind) {
        this.line = line;
        this.anyKind = anyKind;
        if (line.property() != null) {
            String unused = parameters.use("text", new Bound.Fixed(line.property()));
        }
    }

    /// A join with the stretches, which an index serves.
    String joined(Map<Object, List<Boundary.Window>> windows) {
        String from = parameters.use(line.type() + "[]", ends(windows, Boundary.Window::from));
        String until = parameters.use(line.type() + "[]", ends(windows, Boundary.Window::until));
        String stretches = "unnest(" + from + ", " + until + ") as w(f, u)";
        String ofKind = "";
        if (line.kind() != null && !anyKind) {
            List<Object> kinds = new ArrayList<>();
            windows.forEach((kind, some) -> some.forEach(window -> kinds.add(kind)));
            String names = parameters.use(line.kind().type() + "[]", new Bound.Fixed(kinds));
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

    private static Bound ends(Map<Object, List<Boundary.Window>> windows, Function<Boundary.Window, Object> end) {
        return new Bound.Fixed(
                windows.values().stream().flatMap(List::stream).map(end).toList());
    }

    /// One pass over the line: the stretches of all kinds together ascend and are apart from each other, so a
    /// moment lies in one if an odd number of ends is before it.
    String filtered(Collection<?> kinds, List<Boundary.Window> windows) {
        List<Object> ends = windows.stream()
                .flatMap(window -> Stream.<Object>of(window.from(), window.until()))
                .toList();
        String sorted = parameters.use(line.type() + "[]", new Bound.Fixed(ends));
        return filtered(kinds, "width_bucket(" + line.column() + ", " + sorted + ") % 2 = 1");
    }

    /// One pass over the line for moments that have their anniversary in days.
    String filtered(Collection<?> kinds, Anniversaries days) {
        return filtered(kinds, new AnniversaryComparisons(parameters).on(line.column(), line.date(), days));
    }

    private String filtered(Collection<?> kinds, String condition) {
        String ofKind = "";
        if (line.kind() != null && !anyKind) {
            String names = parameters.use(line.kind().type() + "[]", new Bound.Fixed(List.copyOf(kinds)));
            ofKind = " and " + line.kind().sql() + " = any(" + names + ")";
        }
        return "select distinct " + line.customerId() + " as id\nfrom " + line.from() + "\nwhere " + line.shopId()
                + " = $1::int" + ofKind + " and " + condition;
    }

    /// What to bind after the shop's id.
    List<Object> values(EvaluationTime time) {
        return parameters.values(time);
    }
}
