package io.kequn.event;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.RowArrays;
import io.kequn.platform.value.Fingerprint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// The rows of events inside a fact transaction: one statement however many there are.
final class EventStore {
    private static final String KNOWN = "select e.content_hash, " + EventView.COLUMNS + """
         from unnest($2::text[], $3::text[]) as wanted (source, external_id)
        join event e on e.shop_id = $1 and e.source = wanted.source and e.external_id = wanted.external_id\
        """;
    private static final String INSERT = """
        insert into event (shop_id, id, customer_id, name, occurred_at, recorded_at, source, external_id, properties,
          content_hash, cause)
        select $1, id, customer_id, name, occurred_at, $2, source, external_id, properties::jsonb,
          decode(content_hash, 'hex'), $3
        from unnest($4::uuid[], $5::uuid[], $6::text[], $7::timestamptz[], $8::text[], $9::text[], $10::text[],
          $11::text[])
          as sent (id, customer_id, name, occurred_at, source, external_id, properties, content_hash)\
        """;

    private final FactSession session;

    EventStore(FactSession session) {
        this.session = session;
    }

    /// An event that is stored.
    record Stored(Event event, Fingerprint fingerprint) {
        private static Stored of(Row row) {
            return new Stored(
                    EventView.event(row),
                    Fingerprint.stored(row.getBuffer("content_hash").getBytes()));
        }
    }

    /// An event that is about to be stored.
    record Fresh(Event event, SentEvent sent) {}

    Uni<Map<EventKey, Stored>> known(Collection<EventKey> keys) {
        if (keys.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var columns = new RowArrays<>(keys);
        return session.query(
                        KNOWN,
                        session.shop().id(),
                        columns.texts(EventKey::source),
                        columns.texts(EventKey::externalId))
                .map(rows -> {
                    var known = new HashMap<EventKey, Stored>();
                    rows.forEach(row -> known.put(
                            new EventKey(row.getString("source"), row.getString("external_id")), Stored.of(row)));
                    return known;
                });
    }

    Uni<RowSet<Row>> insert(Collection<Fresh> fresh) {
        var rows = new RowArrays<>(fresh);
        return session.query(
                INSERT,
                session.shop().id(),
                session.now(),
                session.cause(),
                rows.ids(row -> row.event().id()),
                rows.ids(row -> row.event().customerId()),
                rows.texts(row -> row.event().name()),
                rows.instants(row -> row.event().occurredAt()),
                rows.texts(row -> row.event().source()),
                rows.texts(row -> row.event().externalId()),
                rows.texts(row -> PropertyJson.write(row.sent().properties())),
                rows.fingerprints(row -> row.sent().fingerprint()));
    }
}
