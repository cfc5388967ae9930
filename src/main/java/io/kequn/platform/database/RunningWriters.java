package io.kequn.platform.database;

import io.kequn.platform.access.Shop;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/// The transactions that write to a shop in a moment, on whatever replica and connection: those that PostgreSQL
/// shows as holders of the shop's rules lock. A transaction that takes the lock later reads its instant later,
/// too.
@Singleton
public class RunningWriters {
    private static final String HOLDERS = """
        select virtualtransaction from pg_locks
        where locktype = 'advisory' and granted and objsubid = 2
          and classid = cast(%d as oid) and objid = cast(cast($1 as int) as oid)
          and database = (select oid from pg_database where datname = current_database())\
        """.formatted(FactTransaction.RULES_LOCK);
    private static final String STILL = HOLDERS + " and virtualtransaction = any($2)";
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Connections connections;

    RunningWriters(Connections connections) {
        this.connections = connections;
    }

    /// Waits until the present writers have ended; others may begin meanwhile. A transaction's locks go after
    /// its changes have become visible, so that a statement begun later sees them. False if one still runs
    /// after about as long as `patience`.
    public Uni<Boolean> ended(Shop shop, Duration patience) {
        return query(HOLDERS, shop.id()).chain(writers -> ended(shop, writers, patience));
    }

    private Uni<Boolean> ended(Shop shop, List<String> writers, Duration patience) {
        if (writers.isEmpty() || patience.isNegative()) {
            return Uni.createFrom().item(writers.isEmpty());
        }
        return query(STILL, shop.id(), writers.toArray(String[]::new))
                .onItem()
                .delayIt()
                .by(PAUSE)
                .chain(still -> ended(shop, still, patience.minus(PAUSE)));
    }

    private Uni<List<String>> query(String sql, Object... values) {
        return connections.query(sql, values).map(rows -> Sql.list(rows, RunningWriters::name));
    }

    private static String name(Row row) {
        return row.getString("virtualtransaction");
    }
}
