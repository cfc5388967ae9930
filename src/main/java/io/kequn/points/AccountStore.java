package io.kequn.points;

import io.kequn.feed.Change;
import io.kequn.feed.ChangeLog;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Facts;
import io.kequn.platform.database.RowArrays;
import io.kequn.platform.job.DueTable;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads accounts inside a fact transaction, after the customers' locks, and writes back what has changed.
final class AccountStore {
    static final String DUE = "points";
    private static final String SAVE = """
        insert into points_account as a (shop_id, customer_id, balance, pending, frozen, expiring, earned, redeemed,
          last_number, last_activity, slides_until, due_at, updated_at)
        select $1, customer_id, balance, pending, frozen, expiring, earned, redeemed, last_number, last_activity,
          slides_until, due_at, $2
        from unnest($3::uuid[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[], $9::bigint[],
          $10::bigint[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[])
          as sent (customer_id, balance, pending, frozen, expiring, earned, redeemed, last_number, last_activity,
            slides_until, due_at)
        on conflict (shop_id, customer_id) do update
        set balance = excluded.balance, pending = excluded.pending, frozen = excluded.frozen,
          expiring = excluded.expiring, earned = excluded.earned, redeemed = excluded.redeemed,
          last_number = excluded.last_number, last_activity = excluded.last_activity,
          slides_until = excluded.slides_until, due_at = excluded.due_at,
          updated_at = excluded.updated_at\
        """;

    /// What rules read of points stands with the customer's other totals.
    private static final String TELL = """
        update customer c set points_balance = sent.balance, points_expiring = sent.expiring
        from unnest($2::uuid[], $3::bigint[], $4::bigint[]) as sent (id, balance, expiring)
        where c.shop_id = $1 and c.id = sent.id\
        """;

    private final FactSession session;

    AccountStore(FactSession session) {
        this.session = session;
    }

    /// The accounts of these customers, who are locked, each brought to the present; `lots` says how many of
    /// each, at least.
    Uni<Map<UUID, Ledger>> load(PointsPolicy policy, Collection<UUID> customers, @Nullable Integer lots) {
        return read(policy, new TreeSet<>(customers), lots)
                .chain(ledgers -> complete(policy, ledgers))
                .invoke(ledgers -> ledgers.values().forEach(Due::bring));
    }

    private Uni<Map<UUID, Ledger>> read(PointsPolicy policy, Collection<UUID> customers, @Nullable Integer lots) {
        return session.query(AccountRow.OF_CUSTOMERS, session.shop().id(), customers.toArray(UUID[]::new), lots)
                .map(rows -> {
                    rows.forEach(this::notBefore);
                    var ledgers = new HashMap<UUID, Ledger>();
                    rows.forEach(row -> {
                        var id = row.getUUID("id");
                        ledgers.put(id, AccountRow.ledger(row, id, policy, session.at(), session.cause(), lots));
                    });
                    return ledgers;
                });
    }

    private void notBefore(Row row) {
        var last = row.getOffsetDateTime("updated_at");
        if (last != null) {
            session.notBefore(last.toInstant());
        }
    }

    private Uni<Map<UUID, Ledger>> complete(PointsPolicy policy, Map<UUID, Ledger> ledgers) {
        var partial = ledgers.values().stream()
                .filter(ledger -> !ledger.isEnough())
                .map(ledger -> ledger.customer)
                .sorted()
                .toList();
        return partial.isEmpty()
                ? Uni.createFrom().item(ledgers)
                : read(policy, partial, AccountRow.ALL).invoke(ledgers::putAll).replaceWith(ledgers);
    }

    private record Saved(Ledger ledger, long expiring, Instant due) {
        /// Later than anything is due.
        static final Instant NEVER = Instant.MAX;

        static Saved of(Ledger ledger) {
            long expiring = ledger.lots().stream()
                    .filter(lot -> Due.isSoon(ledger, lot))
                    .mapToLong(Lot::free)
                    .sum();
            return new Saved(ledger, expiring, Due.after(ledger).orElse(NEVER));
        }

        boolean isTold() {
            return ledger.storedBalance != ledger.account.balance || ledger.account.expiring != expiring;
        }
    }

    /// Sends what writes the accounts and all that was added to them.
    void save(Collection<Ledger> ledgers) {
        var saved = ledgers.stream()
                .sorted(Comparator.comparing((Ledger ledger) -> ledger.customer))
                .map(Saved::of)
                .toList();
        if (saved.isEmpty()) {
            return;
        }
        new EntryStore(session).write(ledgers);
        saveAccounts(new RowArrays<>(saved));
        tell(saved.stream().filter(Saved::isTold).toList());
        ChangeLog.append(
                session,
                ledgers.stream()
                        .filter(ledger -> !ledger.written().isEmpty())
                        .map(AccountStore::change)
                        .toList());
        saved.stream()
                .map(Saved::due)
                .filter(due -> due.isBefore(Saved.NEVER))
                .min(Comparator.naturalOrder())
                .ifPresent(due -> session.send(DueTable.plan(session, DUE, due)));
    }

    private static Change change(Ledger ledger) {
        var account = ledger.account;
        return Change.points(ledger.customer, account.balance, account.pending, account.frozen);
    }

    private void saveAccounts(RowArrays<Saved> rows) {
        session.send(
                SAVE,
                session.shop().id(),
                session.now(),
                rows.ids(row -> row.ledger().customer),
                rows.longs(row -> row.ledger().account.balance),
                rows.longs(row -> row.ledger().account.pending),
                rows.longs(row -> row.ledger().account.frozen),
                rows.longs(Saved::expiring),
                rows.longs(row -> row.ledger().account.earned),
                rows.longs(row -> row.ledger().account.redeemed),
                rows.longs(row -> row.ledger().account.lastNumber),
                rows.nullableInstants(row -> row.ledger().account.lastActivity),
                rows.nullableInstants(row -> row.ledger().account.slidesUntil),
                rows.nullableInstants(row -> row.due().equals(Saved.NEVER) ? null : row.due()));
    }

    private void tell(List<Saved> saved) {
        if (saved.isEmpty()) {
            return;
        }
        var rows = new RowArrays<>(saved);
        session.send(
                TELL,
                session.shop().id(),
                rows.ids(row -> row.ledger().customer),
                rows.longs(row -> row.ledger().account.balance),
                rows.longs(Saved::expiring));
        session.changed(saved.stream().map(row -> row.ledger().customer).toList(), Facts.POINTS);
    }
}
