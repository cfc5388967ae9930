package io.kequn.platform.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/// Removes a shop's idempotency keys after their 24 hours, a thousand at a time.
@Singleton
class Forgetting implements DueWork {
    private static final int AT_ONCE = 1_000;
    private static final String FORGET = """
        delete from idempotency where shop_id = $1 and (principal, route, key) in (
          select principal, route, key from idempotency
          where shop_id = $1 and created_at < clock_timestamp() - interval '24 hours'
          order by created_at limit $2 for update skip locked)\
        """;

    private final Pool pool;

    Forgetting(Pool pool) {
        this.pool = pool;
    }

    @Override
    public String kind() {
        return "forget";
    }

    @Override
    public Uni<Optional<Instant>> run(DueRun run) {
        return pool.withTransaction(connection -> forget(connection, run.shop().id()))
                .map(count -> count == AT_ONCE ? run.again() : Optional.empty());
    }

    private static Uni<Integer> forget(SqlConnection connection, int shop) {
        return connection
                .query("set local app.shop = " + shop)
                .execute()
                .chain(() -> connection.preparedQuery(FORGET).execute(Tuple.of(shop, AT_ONCE)))
                .map(rows -> rows.rowCount());
    }
}
