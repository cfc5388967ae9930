package io.kequn.points;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.RowArrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Writes what a transaction has added to ledgers: entries with the lots that they changed, and the lots.
final class EntryStore {
    private static final String INSERT_ENTRIES = """
        insert into points_entry (shop_id, id, customer_id, ledger_id, number, kind, points, pending, frozen, amount,
          written_off, balance_after, at, recorded_at, rule_key, rule_version, factor, multiplier, trigger, reference,
          reverses, hold_id, other_customer, reason, note, slides_until, cause)
        select $1, id, customer_id, customer_id, number, kind, points, pending, frozen, amount, written_off,
          balance_after, at, $2, rule_key, rule_version, factor, multiplier, trigger, reference, reverses, hold_id,
          other_customer, reason, note, slides_until, $3
        from unnest($4::uuid[], $5::uuid[], $6::bigint[], $7::text[], $8::bigint[], $9::bigint[], $10::bigint[],
          $11::bigint[], $12::bigint[], $13::bigint[], $14::timestamptz[], $15::text[], $16::int[], $17::int[],
          $18::text[], $19::text[], $20::text[], $21::uuid[], $22::uuid[], $23::uuid[], $24::text[], $25::text[],
          $26::timestamptz[])
          as sent (id, customer_id, number, kind, points, pending, frozen, amount, written_off, balance_after, at,
            rule_key, rule_version, factor, multiplier, trigger, reference, reverses, hold_id, other_customer, reason,
            note, slides_until)\
        """;
    private static final String INSERT_ALLOCATIONS = """
        insert into points_allocation (shop_id, entry_id, lot_id, points, pending, frozen)
        select $1, entry_id, lot_id, points, pending, frozen
        from unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[])
          as sent (entry_id, lot_id, points, pending, frozen)\
        """;

    private final FactSession session;

    EntryStore(FactSession session) {
        this.session = session;
    }

    private record Part(PointsEntry entry, PointsAllocation allocation) {}

    void write(Collection<Ledger> ledgers) {
        var entries = Owned.of(ledgers, Ledger::written, entry -> true);
        if (!entries.isEmpty()) {
            insert(new RowArrays<>(entries));
            insertAllocations(new RowArrays<>(entries.stream()
                    .map(Owned::row)
                    .flatMap(entry -> entry.allocations().stream().map(part -> new Part(entry, part)))
                    .toList()));
        }
        new LotStore(session).write(ledgers);
        new HoldStore(session).write(ledgers);
    }

    private void insert(RowArrays<Owned<PointsEntry>> owned) {
        var rows = new RowArrays<>(owned.rows().stream().map(Owned::row).toList());
        session.send(
                INSERT_ENTRIES,
                session.shop().id(),
                session.now(),
                session.cause(),
                rows.ids(PointsEntry::id),
                rows.ids(PointsEntry::customerId),
                rows.longs(PointsEntry::number),
                rows.texts(entry -> entry.kind().text()),
                rows.longs(PointsEntry::points),
                rows.longs(PointsEntry::pending),
                rows.longs(PointsEntry::frozen),
                rows.longs(PointsEntry::amount),
                rows.longs(PointsEntry::writtenOff),
                rows.longs(PointsEntry::balanceAfter),
                rows.instants(PointsEntry::at),
                rows.texts(entry -> key(entry.rule())),
                rows.nullableNumbers(entry -> version(entry.rule())),
                rows.nullableNumbers(entry -> factor(entry.rule())),
                rows.texts(entry -> multiplier(entry.rule())),
                rows.texts(entry ->
                        entry.trigger() == null ? null : entry.trigger().text()),
                rows.texts(PointsEntry::reference),
                rows.nullableIds(PointsEntry::reverses),
                rows.nullableIds(PointsEntry::holdId),
                rows.nullableIds(PointsEntry::otherCustomer),
                rows.texts(PointsEntry::reason),
                rows.texts(PointsEntry::note),
                owned.nullableInstants(entry -> entry.ledger().slidesUntil(entry.row())));
    }

    private void insertAllocations(RowArrays<Part> rows) {
        session.send(
                INSERT_ALLOCATIONS,
                session.shop().id(),
                rows.ids(part -> part.entry().id()),
                rows.ids(part -> part.allocation().lotId()),
                rows.longs(part -> part.allocation().points()),
                rows.longs(part -> part.allocation().pending()),
                rows.longs(part -> part.allocation().frozen()));
    }

    static @Nullable String key(@Nullable AppliedRule rule) {
        return rule == null ? null : rule.key();
    }

    static @Nullable Integer version(@Nullable AppliedRule rule) {
        return rule == null ? null : rule.version();
    }

    static @Nullable Integer factor(@Nullable AppliedRule rule) {
        return rule == null || rule.multiplier() == null
                ? null
                : rule.multiplier().stored();
    }

    static @Nullable String multiplier(@Nullable AppliedRule rule) {
        return rule == null || rule.multiplier() == null
                ? null
                : rule.multiplier().of();
    }
}
