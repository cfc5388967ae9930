package io.kequn.imports;

import io.kequn.TestShop;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.UUID;

/// Makes jobs lose the replica that they run on, as if it had been killed between two steps.
@Singleton
class DyingReplicas {
    /// Takes the lock that a running step holds, so that it comes between two steps.
    private static final String ORPHAN = """
        update job set lease_owner = gen_random_uuid(), lease_until = clock_timestamp()
        where shop_id = $1 and id = $2 and status = 'running'\
        """;

    private static final String DUE = "update due set due_at = clock_timestamp() where shop_id = $1 and kind = 'job'";

    private final Pool pool;

    DyingReplicas(Pool pool) {
        this.pool = pool;
    }

    /// False if the job was not running.
    boolean kill(TestShop shop, String job) {
        return pool.preparedQuery("select id from shop where key = $1")
                .execute(Tuple.of(shop.key()))
                .map(rows -> rows.iterator().next().getInteger("id"))
                .chain(id -> pool.withTransaction(connection -> kill(connection, id, UUID.fromString(job))))
                .await()
                .indefinitely();
    }

    private static io.smallrye.mutiny.Uni<Boolean> kill(SqlConnection connection, int shop, UUID job) {
        return connection
                .query("set local app.shop = " + shop)
                .execute()
                .chain(() -> connection.preparedQuery(ORPHAN).execute(Tuple.of(shop, job)))
                .map(rows -> rows.rowCount() == 1)
                .call(() -> connection.preparedQuery(DUE).execute(Tuple.of(shop)));
    }

    /// How many pieces and rows of its file a job still keeps.
    long left(TestShop shop, String job) {
        return pool.preparedQuery("select id from shop where key = $1")
                .execute(Tuple.of(shop.key()))
                .map(rows -> rows.iterator().next().getInteger("id"))
                .chain(id -> pool.withTransaction(connection -> connection
                        .query("set local app.shop = " + id)
                        .execute()
                        .chain(() -> connection
                                .preparedQuery("select (select count(*) from import_chunk where job_id = $1)"
                                        + " + (select count(*) from import_row where job_id = $1) n")
                                .execute(Tuple.of(UUID.fromString(job))))))
                .map(rows -> rows.iterator().next().getLong("n"))
                .await()
                .indefinitely();
    }
}
