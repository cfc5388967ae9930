package io.kequn.event;

import io.vertx.mutiny.sqlclient.Row;

/// How a row of events is read.
final class EventView {
    /// Reads `event e`.
    static final String COLUMNS = """
        e.id, e.source, e.external_id, e.customer_id, e.name, e.occurred_at, e.recorded_at, e.properties::text properties\
        """;

    private EventView() {}

    static Event event(Row row) {
        return new Event(
                row.getUUID("id"),
                row.getString("source"),
                row.getString("external_id"),
                row.getUUID("customer_id"),
                row.getString("name"),
                row.getOffsetDateTime("occurred_at").toInstant(),
                PropertyJson.read(row.getString("properties")),
                row.getOffsetDateTime("recorded_at").toInstant());
    }
}
