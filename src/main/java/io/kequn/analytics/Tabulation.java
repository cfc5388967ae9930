package io.kequn.analytics;

import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import io.kequn.analytics.Axis.Part;
import io.kequn.analytics.Crosstab.CrosstabAxis;
import io.kequn.analytics.Crosstab.CrosstabPart;
import io.kequn.platform.problem.Text;
import io.kequn.rule.CrossDimension;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Lays counted customers out as a table.
record Tabulation(Axis down, Axis across, List<Part> rows, List<Part> columns, Map<Place, Long> counts) {
    private static final int MOST_PARTS = 101;

    /// Those of as many parts as there may be, and of none, both ways.
    static final int MOST_CELLS = (MOST_PARTS + 1) * (MOST_PARTS + 1);

    private static final Text NONE = new Text("none", "无");

    /// A value, or a place among the cases; null is none.
    record Cell(@Nullable String down, @Nullable String across, long customers) {
        static Cell of(Row row) {
            return new Cell(row.getString("down"), row.getString("across"), row.getLong("customers"));
        }
    }

    /// Keys of parts; null is none.
    private record Place(@Nullable String row, @Nullable String column) {}

    /// Refuses with `value_invalid` what has too many parts.
    static Tabulation of(List<Cell> cells, Axis down, Axis across) {
        var rows = parts(down, cells, Cell::down);
        var columns = parts(across, cells, Cell::across);
        var counts = new HashMap<Place, Long>();
        cells.forEach(cell -> counts.put(new Place(key(down, cell.down), key(across, cell.across)), cell.customers));
        return new Tabulation(down, across, rows, columns, counts);
    }

    private static @Nullable String key(Axis axis, @Nullable String told) {
        return switch (axis.by()) {
            case CrossDimension.Values values -> told;
            case CrossDimension.Cases cases ->
                told == null ? null : axis.parts().get(Integer.parseInt(told)).key();
        };
    }

    /// Those known before, and after them the values that customers have, the most frequent first.
    private static List<Part> parts(Axis axis, List<Cell> cells, Function<Cell, @Nullable String> side) {
        var parts = new LinkedHashMap<String, Part>();
        axis.parts().forEach(part -> parts.put(part.key(), part));
        if (axis.by() instanceof CrossDimension.Values) {
            var totals = new HashMap<String, Long>();
            for (var cell : cells) {
                @Nullable String value = side.apply(cell);
                if (value != null) {
                    totals.merge(value, cell.customers, Long::sum);
                }
            }
            totals.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .forEach(entry -> parts.putIfAbsent(entry.getKey(), Part.of(entry.getKey(), entry.getKey())));
        }
        if (parts.size() > MOST_PARTS) {
            throw VALUE_INVALID.at(
                    axis.pointer(),
                    "This divides customers into more than " + MOST_PARTS + " parts; give bands, or count fewer by"
                            + " `filter`.",
                    "划分超过 " + MOST_PARTS + " 份；请使用分段，或用 `filter` 缩小范围。");
        }
        return List.copyOf(parts.values());
    }

    Crosstab shown(Locale locale, Instant at, String zone) {
        var down = keys(rows);
        var over = keys(columns);
        var cells = down.stream()
                .map(row -> over.stream().map(column -> count(row, column)).toList())
                .toList();
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        return new Crosstab(
                axis(this.down, rows, locale, Place::row),
                axis(across, columns, locale, Place::column),
                cells,
                total,
                at,
                zone);
    }

    private long count(@Nullable String row, @Nullable String column) {
        return counts.getOrDefault(new Place(row, column), 0L);
    }

    private static List<@Nullable String> keys(List<Part> parts) {
        var keys = new ArrayList<@Nullable String>();
        parts.forEach(part -> keys.add(part.key()));
        keys.add(null);
        return keys;
    }

    private CrosstabAxis axis(Axis axis, List<Part> parts, Locale locale, Function<Place, @Nullable String> side) {
        var shown = new ArrayList<CrosstabPart>();
        parts.forEach(part -> shown.add(new CrosstabPart(part.key(), part.name().in(locale), total(part.key(), side))));
        shown.add(new CrosstabPart(null, NONE.in(locale), total(null, side)));
        return new CrosstabAxis(axis.dimension(), shown);
    }

    private long total(@Nullable String key, Function<Place, @Nullable String> side) {
        return counts.entrySet().stream()
                .filter(entry -> Objects.equals(side.apply(entry.getKey()), key))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
