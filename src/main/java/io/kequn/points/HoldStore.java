package io.kequn.points;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.RowArrays;
import java.util.Collection;

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

    void write(Collection<Ledger> ledgers) {
        var changed = Owned.of(ledgers, Ledger::holds, hold -> hold.changed);
        if (!changed.isEmpty()) {
            save(new RowArrays<>(changed));
        }
    }

    private void save(RowArrays<Owned<Hold>> rows) {
        session.send(
                SAVE,
                session.shop().id(),
                rows.ids(owned -> owned.row().id),
                rows.ids(owned -> owned.ledger().customer),
                rows.ids(owned -> owned.row().terms.entry()),
                rows.longs(owned -> owned.row().terms.points()),
                rows.longs(owned -> owned.row().consumed),
                rows.texts(owned -> owned.row().state.text()),
                rows.nullableInstants(owned -> owned.row().terms.expiresAt()),
                rows.texts(owned -> owned.row().terms.reference()),
                rows.texts(owned -> owned.row().terms.reason()),
                rows.instants(owned -> owned.row().terms.createdAt()),
                rows.nullableInstants(owned -> owned.row().endedAt));
    }
}
