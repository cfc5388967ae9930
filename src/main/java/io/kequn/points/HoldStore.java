package io.kequn.points;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.RowArrays;
import java.util.Collection;
import java.util.UUID;

/// Writes holds that have changed.
final class HoldStore {
    private static final String SAVE = """
        insert into points_hold (shop_id, id, customer_id, entry_id, points, consumed, state, expires_at, reference,
          reason, created_at, ended_at)
        select $1, id, customer_id, entry_id, points, consumed, state, expires_at, reference, reason, created_at, ended_at
        from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[], $6::bigint[], $7::text[], $8::timestamptz[],
          $9::text[], $10::text[], $11::timestamptz[], $12::timestamptz[])
          as sent (id, customer_id, entry_id, points, consumed, state, expires_at, reference, reason, created_at,
            ended_at)
        on conflict (shop_id, id) do update
        set state = excluded.state, consumed = excluded.consumed, ended_at = excluded.ended_at,
          customer_id = excluded.customer_id\
        """;

    private final FactSession session;

    HoldStore(FactSession session) {
        this.session = session;
    }

    private record Owned(UUID customer, Hold hold) {}

    void write(Collection<Ledger> ledgers) {
        var changed = ledgers.stream()
                .flatMap(ledger -> ledger.holds().stream()
                        .filter(hold -> hold.changed)
                        .map(hold -> new Owned(ledger.customer, hold)))
                .toList();
        if (!changed.isEmpty()) {
            save(new RowArrays<>(changed));
        }
    }

    private void save(RowArrays<Owned> rows) {
        session.send(
                SAVE,
                session.shop().id(),
                rows.ids(row -> row.hold().id),
                rows.ids(Owned::customer),
                rows.ids(row -> row.hold().terms.entry()),
                rows.longs(row -> row.hold().terms.points()),
                rows.longs(row -> row.hold().consumed),
                rows.texts(row -> row.hold().state.text()),
                rows.nullableInstants(row -> row.hold().terms.expiresAt()),
                rows.texts(row -> row.hold().terms.reference()),
                rows.texts(row -> row.hold().terms.reason()),
                rows.instants(row -> row.hold().terms.createdAt()),
                rows.nullableInstants(row -> row.hold().endedAt));
    }
}
