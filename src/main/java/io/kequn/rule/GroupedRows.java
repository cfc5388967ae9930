package io.kequn.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The grouped rows that a statement joins: per source the aggregates that its conditions need, each once.
final class GroupedRows {
    /// PostgreSQL's target lists end at 1,664; beyond this a source gets a second row.
    private static final int MOST_COLUMNS = 1_000;

    private final String prefix;
    private final Map<String, Row> newest = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();

    /// Which of a source's rows a column reads.
    ///
    /// @param from the earliest time; null for any
    /// @param kinds the kinds; empty for any
    record Extent(@Nullable Bound from, Set<?> kinds) {
        static final Extent ALL = new Extent(null, Set.of());

        static Extent ofKinds(Set<?> kinds) {
            return new Extent(null, kinds);
        }
    }

    /// One grouped row; `from` and `kinds` hold what bounds the scan, unless one condition has no bound.
    private static final class Row {
        private final GroupedSource source;
        private final String alias;
        private final Map<String, String> columns = new LinkedHashMap<>();
        private final List<Bound> from = new ArrayList<>();
        private final Set<Object> kinds = new LinkedHashSet<>();
        private boolean unbounded;
        private boolean anyKind;

        Row(GroupedSource source, String alias) {
            this.source = source;
            this.alias = alias;
        }

        private void include(Extent extent) {
            Bound bound = extent.from();
            unbounded |= bound == null;
            if (bound != null && !from.contains(bound)) {
                from.add(bound);
            }
            anyKind |= extent.kinds().isEmpty();
            kinds.addAll(extent.kinds());
        }

        private String select() {
            List<String> parts = new ArrayList<>();
            columns.forEach((sql, name) -> parts.add(sql + " as " + name));
            return String.join(",\n    ", parts);
        }
    }

    GroupedRows(String prefix) {
        this.prefix = prefix;
    }

    /// Names the grouped row's column for an aggregate that only reads rows of the extent.
    String column(GroupedSource source, String aggregate, Extent extent) {
        Row row = newest.computeIfAbsent(source.name(), name -> add(source));
        if (row.columns.size() >= MOST_COLUMNS && !row.columns.containsKey(aggregate)) {
            row = add(source);
            newest.put(source.name(), row);
        }
        row.include(extent);
        String name = row.columns.computeIfAbsent(aggregate, sql -> "a" + (columnsSoFar() + 1));
        return row.alias + "." + name;
    }

    /// One join for each grouped row, over the rows of the scope (a condition on the source's customer id).
    String joins(String shop, BiFunction<GroupedSource, String, String> scope, Parameters parameters) {
        StringBuilder joins = new StringBuilder();
        for (Row row : rows) {
            GroupedSource source = row.source;
            String where = source.shopId() + " = " + shop + scope.apply(source, " and ") + bounds(row, parameters);
            joins.append("left join (\n  select ")
                    .append(source.customerId())
                    .append(" as customer_id,\n    ")
                    .append(row.select())
                    .append("\n  from ")
                    .append(source.from())
                    .append("\n  where ")
                    .append(where)
                    .append("\n  group by 1\n) ")
                    .append(row.alias)
                    .append(" on ")
                    .append(row.alias)
                    .append(".customer_id = c.id\n");
        }
        return joins.toString();
    }

    /// The same for one customer at a time, which suits lists that read few customers.
    String lateralJoins(String shop, Parameters parameters) {
        StringBuilder joins = new StringBuilder();
        for (Row row : rows) {
            GroupedSource source = row.source;
            joins.append("left join lateral (\n  select ")
                    .append(row.select())
                    .append("\n  from ")
                    .append(source.from())
                    .append("\n  where ")
                    .append(source.shopId() + " = " + shop + " and " + source.customerId() + " = c.id")
                    .append(bounds(row, parameters))
                    .append("\n) ")
                    .append(row.alias)
                    .append(" on true\n");
        }
        return joins.toString();
    }

    /// What bounds the scan.
    private static String bounds(Row row, Parameters parameters) {
        return ofKinds(row, parameters) + window(row, parameters);
    }

    private static String ofKinds(Row row, Parameters parameters) {
        GroupedSource.Kind kind = row.source.kind();
        if (kind == null || row.anyKind) {
            return "";
        }
        List<Bound> kinds = row.kinds.stream().<Bound>map(Bound.Fixed::new).toList();
        return " and " + kind.sql() + " = any(" + parameters.use(kind.type() + "[]", new Bound.Many(kinds)) + ")";
    }

    private static String window(Row row, Parameters parameters) {
        if (row.unbounded || row.source.time() == null || row.from.isEmpty()) {
            return "";
        }
        Bound from = row.from.size() == 1 ? row.from.get(0) : new Bound.Earliest(row.from);
        return " and " + row.source.time() + " >= " + parameters.use("timestamptz", from);
    }

    private Row add(GroupedSource source) {
        Row row = new Row(source, prefix + (rows.size() + 1));
        rows.add(row);
        return row;
    }

    private int columnsSoFar() {
        return rows.stream().mapToInt(row -> row.columns.size()).sum();
    }
}
