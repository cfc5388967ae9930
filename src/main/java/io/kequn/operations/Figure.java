package io.kequn.operations;

import io.vertx.mutiny.sqlclient.Row;

/// One figure of all shops together.
///
/// @param most the largest of a shop's
/// @param seconds the age of the oldest
record Figure(Kind key, long count, long most, double seconds, long done, long total) {
    /// @param label the kind of work, or empty
    /// @param status how far it is, or empty
    record Kind(String name, String label, String status) {}

    static Figure of(Row row) {
        return new Figure(
                new Kind(row.getString("figure"), row.getString("label"), row.getString("status")),
                row.getLong("n"),
                row.getLong("most"),
                row.getDouble("seconds"),
                row.getLong("done"),
                row.getLong("total"));
    }

    /// How much is done of what is to be done; 1 where there is nothing.
    double progress() {
        if (count == 0) {
            return 1;
        }
        return total == 0 ? 0 : (double) done / total;
    }

    /// Where no shop has any.
    static Figure none(Kind key) {
        return new Figure(key, 0, 0, 0, 0, 0);
    }
}
