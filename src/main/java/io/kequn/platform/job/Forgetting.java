package io.kequn.platform.job;

import io.kequn.platform.database.Connections;
import io.kequn.platform.database.Sql;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Removes a shop's idempotency keys after their 24 hours, and what is kept for a time only, jobs among it; a
/// thousand rows at a time.
@Singleton
class Forgetting implements DueWork {
    private static final int AT_ONCE = 1_000;
    private static final String KEYS = """
        delete from idempotency where shop_id = $1 and (principal, route, key) in (
          select principal, route, key from idempotency
          where shop_id = $1 and created_at < clock_timestamp() - interval '24 hours'
          order by created_at limit $2 for update skip locked)\
        """;
    private static final String JOBS = """
        delete from job where shop_id = $1 and id in (
          select id from job
          where shop_id = $1 and finished_at < now() - cast($2 as bigint) * interval '1 millisecond'
          order by id limit $3 for update skip locked)\
        """;

    private final Connections connections;
    private final List<Perishable> perishables;
    private final JobSettings settings;

    Forgetting(Connections connections, @All List<Perishable> perishables, JobSettings settings) {
        this.connections = connections;
        this.perishables = List.copyOf(perishables);
        this.settings = settings;
    }

    @Override
    public String kind() {
        return "forget";
    }

    @Override
    public Uni<Optional<Instant>> run(DueRun run) {
        return connections
                .inTransaction(connection -> forget(connection, run.shop().id()))
                .map(more -> more ? run.again() : Optional.empty());
    }

    /// Jobs go last, once nothing is left that belongs to one of them. Answers whether there may be more.
    private Uni<Boolean> forget(SqlConnection connection, int shop) {
        var old = Sql.tuple(shop, settings.retention().toMillis(), AT_ONCE);
        var more = connection
                .query("set local app.shop = " + shop)
                .execute()
                .chain(() -> delete(connection, KEYS, Tuple.of(shop, AT_ONCE)));
        for (var perishable : perishables) {
            more = unless(more, () -> delete(connection, perishable.delete(), old));
        }
        return unless(more, () -> delete(connection, JOBS, old));
    }

    private static Uni<Boolean> unless(Uni<Boolean> more, Supplier<Uni<Boolean>> next) {
        return more.chain(full -> full ? Uni.createFrom().item(true) : next.get());
    }

    private static Uni<Boolean> delete(SqlConnection connection, String sql, Tuple values) {
        return connection.preparedQuery(sql).execute(values).map(rows -> rows.rowCount() == AT_ONCE);
    }
}
