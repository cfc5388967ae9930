package io.kequn.platform.database;

import io.kequn.platform.deadline.DeadlineSettings;
import io.kequn.platform.deadline.Timed;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The pool's connections, each for no longer than an answer may take. What is not done by then is rolled back, and a
/// connection that does not even say so at once is cut off: the database ends its statement, and the pool opens
/// another one.
@Singleton
public class Connections {
    private final Pool pool;
    private final Vertx vertx;
    private final DeadlineSettings deadlines;

    Connections(Pool pool, Vertx vertx, DeadlineSettings deadlines) {
        this.pool = pool;
        this.vertx = vertx;
        this.deadlines = deadlines;
    }

    /// One statement on what belongs to no shop.
    public Uni<RowSet<Row>> query(String sql, @Nullable Object... values) {
        return with(connection -> Sql.query(connection, sql, Sql.tuple(values)));
    }

    /// Several in a transaction.
    public <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return with(connection -> connection
                .query("begin")
                .execute()
                .chain(() -> work.apply(connection))
                .call(() -> connection.query("commit").execute()));
    }

    /// Work that may begin a transaction and commit it itself; what fails or is given up is rolled back.
    public <T> Uni<T> with(Function<SqlConnection, Uni<T>> work) {
        return with(deadlines.step(), work);
    }

    /// The same with a limit of its own, outside of requests.
    <T> Uni<T> with(Duration limit, Function<SqlConnection, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var held = new HeldConnection<T>(pool, work);
            return Timed.within(vertx, limit, held::run, held::abandon);
        });
    }

    /// Work that holds a connection which it has opened itself.
    <T> Uni<T> timed(Supplier<Uni<T>> work, Runnable abandoned) {
        return Timed.within(vertx, deadlines.step(), work, abandoned);
    }
}
