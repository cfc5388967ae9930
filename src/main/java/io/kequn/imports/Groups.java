package io.kequn.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Rows in order, cut into those of whole orders. `all` is whether no row follows: else the last order may go
/// on, and is left for later.
record Groups(List<Map.Entry<String, Row>> rows, boolean all) {
    static final Groups NONE = new Groups(List.of(), false);

    Groups {
        rows = List.copyOf(rows);
    }

    /// The orders that are whole, at most so many of them.
    List<List<Row>> whole(int most) {
        var whole = new ArrayList<List<Row>>();
        int from = 0;
        for (int end = end(from); end > from && whole.size() < most; end = end(from)) {
            whole.add(rows.subList(from, end).stream().map(Map.Entry::getValue).toList());
            from = end;
        }
        return whole;
    }

    /// Where the order that begins at `from` ends; `from` itself where that is not in sight.
    private int end(int from) {
        int end = from;
        while (end < rows.size() && rows.get(end).getKey().equals(rows.get(from).getKey())) {
            end++;
        }
        return end < rows.size() || all ? end : from;
    }

    /// Those that are left when so many rows are taken.
    Groups after(int taken) {
        return new Groups(rows.subList(taken, rows.size()), all);
    }

    boolean hasWhole() {
        return !rows.isEmpty() && end(0) > 0;
    }

    /// Whether the first order has more rows than were looked at.
    boolean isTooLarge() {
        return !rows.isEmpty() && end(0) == 0;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    String firstKey() {
        return rows.getFirst().getKey();
    }

    Row first() {
        return rows.getFirst().getValue();
    }
}
