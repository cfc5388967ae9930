package io.kequn.platform.job;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Connections;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// The table through which background work finds the shops that have something to do, by the database's clock and
/// outside row-level security.
///
/// Whoever plans moves the instant; only the runner postpones or removes a row, and only if it still stands at the
/// instant that the runner has seen. So nothing that is planned while the work runs is ever lost.
@Singleton
public class DueTable {
    /// The shop's clock may run ahead by its test offset. A row that is due soon enough already is not touched,
    /// so that planning costs writers no common lock; one that is due in a moment is, since its run may have
    /// begun.
    private static final String PLAN = """
        insert into due (shop_id, kind, due_at)
        select cast($1 as int), cast($2 as text), instant from (
          select cast($3 as timestamptz) - test_offset * interval '1 microsecond' instant
          from shop_clock where shop_id = $1) planned
        where not exists (
          select from due where shop_id = $1 and kind = $2
            and due_at <= instant and due_at > clock_timestamp() + interval '10 seconds')
        on conflict (shop_id, kind) do update
        set due_at = greatest(least(due.due_at, excluded.due_at), clock_timestamp())\
        """;
    private static final String NOW = """
        insert into due (shop_id, kind, due_at) values ($1, $2, clock_timestamp())
        on conflict (shop_id, kind) do update set due_at = excluded.due_at\
        """;
    private static final String ALL_NOW = "update due set due_at = clock_timestamp() where shop_id = $1";
    private static final String LEASE = """
        update due set lease_until = clock_timestamp() + cast($4 as bigint) * interval '1 millisecond'
        where shop_id = $1 and kind = $2 and due_at = $3 and (lease_until is null or lease_until <= clock_timestamp())\
        """;
    private static final String KEEP = """
        update due set lease_until = clock_timestamp() + cast($3 as bigint) * interval '1 millisecond'
        where shop_id = $1 and kind = $2 and lease_until is not null\
        """;
    private static final String RELEASE = "update due set lease_until = null where shop_id = $1 and kind = $2";
    private static final String POSTPONE = """
        update due set due_at = greatest($4, clock_timestamp()), lease_until = null
        where shop_id = $1 and kind = $2 and due_at = $3\
        """;
    private static final String POSTPONE_BY_SHOP_CLOCK = """
        update due set lease_until = null, due_at = greatest(clock_timestamp(), cast($4 as timestamptz)
          - coalesce((select test_offset from shop_clock where shop_id = $1), 0) * interval '1 microsecond')
        where shop_id = $1 and kind = $2 and due_at = $3\
        """;
    private static final String FIND_PLANNED = "select due_at from due where shop_id = $1 and kind = $2";
    private static final String REMOVE = "delete from due where shop_id = $1 and kind = $2 and due_at = $3";

    /// A row that is due, as the runner has seen it.
    record Due(int shop, String kind, OffsetDateTime at) {
        static Due of(Row row) {
            return new Due(row.getInteger("shop_id"), row.getString("kind"), row.getOffsetDateTime("due_at"));
        }

        Tuple key(Object... more) {
            var key = Sql.tuple(shop, kind, at);
            for (var value : more) {
                key.addValue(value);
            }
            return key;
        }
    }

    private final Connections connections;

    DueTable(Connections connections) {
        this.connections = connections;
    }

    /// Makes the shop's work due at an instant of the shop's clock, or leaves it due earlier. The last
    /// statement of a fact transaction's work: the row is common to the shop's writers.
    public static Uni<Void> plan(FactSession session, String kind, Instant at) {
        return session.query(PLAN, session.shop().id(), kind, at.atOffset(ZoneOffset.UTC))
                .replaceWithVoid();
    }

    /// The same inside a definition transaction.
    public static Uni<Void> plan(Shop shop, String kind, Instant at) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(PLAN.replace('$', '?'))
                        .setParameter(1, shop.id())
                        .setParameter(2, kind)
                        .setParameter(3, at.atOffset(ZoneOffset.UTC))
                        .executeUpdate()
                        .replaceWithVoid());
    }

    /// Whether the work is due at some instant, inside a definition transaction.
    public static Uni<Boolean> isPlanned(Shop shop, String kind) {
        return DefinitionTransaction.find(row -> true, FIND_PLANNED, shop.id(), kind)
                .map(Optional::isPresent);
    }

    /// Makes all of the shop's work due at once, inside a fact transaction: the shop's clock was set.
    public static Uni<Void> allNow(FactSession session) {
        return session.query(ALL_NOW, session.shop().id()).replaceWithVoid();
    }

    /// Makes the work due at once, in a transaction of its own kind.
    public static Uni<Void> now(SqlConnection connection, Shop shop, String kind) {
        return Sql.query(connection, NOW, Sql.tuple(shop.id(), kind)).replaceWithVoid();
    }

    static Uni<Void> now(FactSession session, String kind) {
        return session.query(NOW, session.shop().id(), kind).replaceWithVoid();
    }

    static Uni<Void> now(Shop shop, String kind) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(NOW.replace('$', '?'))
                        .setParameter(1, shop.id())
                        .setParameter(2, kind)
                        .executeUpdate()
                        .replaceWithVoid());
    }

    /// False if another replica has it, or it was planned anew meanwhile.
    Uni<Boolean> lease(Due due, Duration lease) {
        return execute(LEASE, due.key(lease.toMillis())).map(count -> count == 1);
    }

    /// Keeps others from the work for so long again.
    public Uni<Void> keep(DueRun run, Duration lease) {
        return execute(KEEP, Sql.tuple(run.shop().id(), run.kind(), lease.toMillis()))
                .replaceWithVoid();
    }

    /// Ends a run: the work is due again at an instant of the shop's clock, or no more, unless it was planned
    /// anew.
    Uni<Void> done(Due due, Optional<Instant> next) {
        return next.map(at -> postponeByShopClock(due, at))
                .orElseGet(() -> execute(REMOVE, due.key()))
                .chain(count -> count == 1 ? Uni.createFrom().voidItem() : release(due));
    }

    /// Postpones by the database's clock, unless the work was planned anew.
    Uni<Void> postpone(Due due, OffsetDateTime at) {
        return execute(POSTPONE, due.key(at)).replaceWithVoid();
    }

    private Uni<Integer> postponeByShopClock(Due due, Instant at) {
        return connections.inTransaction(connection -> connection
                .query("set local app.shop = " + due.shop())
                .execute()
                .chain(() -> Sql.query(connection, POSTPONE_BY_SHOP_CLOCK, due.key(at.atOffset(ZoneOffset.UTC))))
                .map(rows -> rows.rowCount()));
    }

    /// Removes the row unless the work was planned anew.
    Uni<Void> remove(Due due) {
        return execute(REMOVE, due.key()).replaceWithVoid();
    }

    private Uni<Void> release(Due due) {
        return execute(RELEASE, Sql.tuple(due.shop(), due.kind())).replaceWithVoid();
    }

    private Uni<Integer> execute(String sql, Tuple values) {
        return connections
                .with(connection -> Sql.query(connection, sql, values))
                .map(rows -> rows.rowCount());
    }
}
