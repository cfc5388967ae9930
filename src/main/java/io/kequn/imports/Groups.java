package io.kequn.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of whole orders. `tooLarge` is the first row of an order that alone is more than one look takes.
record Groups(
        List<List<Row>> rows, @Nullable String lastKey, boolean isLast, Map.@Nullable Entry<String, Row> tooLarge) {

    /// Of at most `limit` rows in order; where there are that many, the last order may go on and is left for later.
    static Groups of(List<Map.Entry<String, Row>> rows, int limit, int most) {
        var byKey = new LinkedHashMap<String, List<Row>>();
        rows.forEach(row ->
                byKey.computeIfAbsent(row.getKey(), key -> new ArrayList<>()).add(row.getValue()));
        boolean all = rows.size() < limit;
        var keys = new ArrayList<>(byKey.keySet());
        if (!all) {
            keys.removeLast();
        }
        if (!all && keys.isEmpty()) {
            return new Groups(List.of(), null, false, rows.getFirst());
        }
        var taken = keys.subList(0, Math.min(most, keys.size()));
        var whole = taken.stream()
                .map(key -> List.copyOf(byKey.getOrDefault(key, List.of())))
                .toList();
        return new Groups(whole, taken.isEmpty() ? "" : taken.getLast(), all && taken.size() == keys.size(), null);
    }

    int count() {
        return rows.stream().mapToInt(List::size).sum();
    }
}
