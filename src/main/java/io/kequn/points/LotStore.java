package io.kequn.points;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.RowArrays;
import java.util.Collection;

/// Writes lots that have changed.
final class LotStore {
    private static final String SAVE = """
        insert into points_lot (shop_id, id, customer_id, entry_id, debt, points, pending, remaining, held, expired,
          earned_at, available_at, expires_at, sliding, rule_key, rule_version, factor, multiplier, subject, whole,
          withdrawn)
        select $1, id, customer_id, entry_id, debt, points, pending, remaining, held, expired, earned_at, available_at,
          expires_at, sliding, rule_key, rule_version, factor, multiplier, subject, whole, withdrawn
        from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::boolean[], $6::bigint[], $7::bigint[], $8::bigint[],
          $9::bigint[], $10::bigint[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[], $14::boolean[],
          $15::text[], $16::int[], $17::int[], $18::text[], $19::text[], $20::bigint[], $21::bigint[])
          as sent (id, customer_id, entry_id, debt, points, pending, remaining, held, expired, earned_at, available_at,
            expires_at, sliding, rule_key, rule_version, factor, multiplier, subject, whole, withdrawn)
        on conflict (shop_id, id) do update
        set points = excluded.points, pending = excluded.pending, remaining = excluded.remaining, held = excluded.held,
          expired = excluded.expired, whole = excluded.whole,
          withdrawn = excluded.withdrawn, customer_id = excluded.customer_id\
        """;

    private final FactSession session;

    LotStore(FactSession session) {
        this.session = session;
    }

    void write(Collection<Ledger> ledgers) {
        var changed = Owned.of(ledgers, Ledger::lots, lot -> lot.changed);
        if (!changed.isEmpty()) {
            save(new RowArrays<>(changed));
        }
    }

    private void save(RowArrays<Owned<Lot>> rows) {
        session.send(
                SAVE,
                session.shop().id(),
                rows.ids(owned -> owned.row().id),
                rows.ids(owned -> owned.ledger().customer),
                rows.ids(owned -> owned.row().origin.entry()),
                rows.flags(owned -> owned.row().origin.debt()),
                rows.longs(owned -> owned.row().points),
                rows.longs(owned -> owned.row().pending),
                rows.longs(owned -> owned.row().remaining),
                rows.longs(owned -> owned.row().held),
                rows.longs(owned -> owned.row().expired),
                rows.instants(owned -> owned.row().origin.earnedAt()),
                rows.nullableInstants(owned -> owned.row().origin.availableAt()),
                rows.nullableInstants(owned -> owned.row().ownExpiry),
                rows.flags(owned -> owned.row().origin.sliding()),
                rows.texts(owned -> EntryStore.key(owned.row().origin.rule())),
                rows.nullableNumbers(
                        owned -> EntryStore.version(owned.row().origin.rule())),
                rows.nullableNumbers(
                        owned -> EntryStore.factor(owned.row().origin.rule())),
                rows.texts(owned -> EntryStore.multiplier(owned.row().origin.rule())),
                rows.texts(owned -> owned.row().origin.subject()),
                rows.nullableLongs(owned -> owned.row().whole),
                rows.longs(owned -> owned.row().withdrawn));
    }
}
