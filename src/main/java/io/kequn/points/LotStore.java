package io.kequn.points;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.RowArrays;
import java.util.Collection;
import java.util.UUID;

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
          expired = excluded.expired, expires_at = excluded.expires_at, whole = excluded.whole,
          withdrawn = excluded.withdrawn, customer_id = excluded.customer_id\
        """;

    private final FactSession session;

    LotStore(FactSession session) {
        this.session = session;
    }

    private record Owned(UUID customer, Lot lot) {}

    void write(Collection<Ledger> ledgers) {
        var changed = ledgers.stream()
                .flatMap(ledger ->
                        ledger.lots().stream().filter(lot -> lot.changed).map(lot -> new Owned(ledger.customer, lot)))
                .toList();
        if (!changed.isEmpty()) {
            save(new RowArrays<>(changed));
        }
    }

    private void save(RowArrays<Owned> rows) {
        session.send(
                SAVE,
                session.shop().id(),
                rows.ids(row -> row.lot().id),
                rows.ids(Owned::customer),
                rows.ids(row -> row.lot().origin.entry()),
                rows.flags(row -> row.lot().origin.debt()),
                rows.longs(row -> row.lot().points),
                rows.longs(row -> row.lot().pending),
                rows.longs(row -> row.lot().remaining),
                rows.longs(row -> row.lot().held),
                rows.longs(row -> row.lot().expired),
                rows.instants(row -> row.lot().origin.earnedAt()),
                rows.nullableInstants(row -> row.lot().origin.availableAt()),
                rows.nullableInstants(row -> row.lot().expiresAt()),
                rows.flags(row -> row.lot().origin.sliding()),
                rows.texts(row -> EntryStore.key(row.lot().origin.rule())),
                rows.nullableNumbers(row -> EntryStore.version(row.lot().origin.rule())),
                rows.nullableNumbers(row -> EntryStore.factor(row.lot().origin.rule())),
                rows.texts(row -> EntryStore.multiplier(row.lot().origin.rule())),
                rows.texts(row -> row.lot().origin.subject()),
                rows.nullableLongs(row -> row.lot().whole),
                rows.longs(row -> row.lot().withdrawn));
    }
}
