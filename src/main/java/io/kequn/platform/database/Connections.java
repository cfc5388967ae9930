package io.kequn.platform.database;

import io.kequn.platform.access.Shop;
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

/// The pool's connections, each taken by turns ([ConnectionPlaces]) and for no longer than an answer may take. What is
/// not done by then is rolled back, and a
/// connection that does not even say so at once is cut off: the database ends its statement, and the pool opens
/// another one.
@Singleton
public class Connections {
    private final Pool pool;
    private final Vertx vertx;
    private final DeadlineSettings deadlines;
    private final ConnectionPlaces places;

    Connections(Pool pool, Vertx vertx, DeadlineSettings deadlines, ConnectionPlaces places) {
        this.pool = pool;
        this.vertx = vertx;
        this.deadlines = deadlines;
        this.places = places;
    }

    /// One statement on what belongs to no shop.
    public Uni<RowSet<Row>> query(String sql, @Nullable Object... values) {
        return with(connection -> Sql.query(connection, sql, Sql.tuple(values)));
    }

    /// The same where somebody waits who has not begun a request yet, or may no longer be in one: no background
    /// comes before.
    public Uni<RowSet<Row>> queryAtOnce(String sql, @Nullable Object... values) {
        return places.takenAtOnce(
                ConnectionPlaces.NOBODY,
                () -> held(deadlines.step(), connection -> Sql.query(connection, sql, Sql.tuple(values))));
    }

    /// Several in a transaction.
    public <T> Uni<T> inTransaction(Function<SqlConnection, Uni<T>> work) {
        return with(committed(work));
    }

    /// Work that may begin a transaction and commit it itself; what fails or is given up is rolled back.
    public <T> Uni<T> with(Function<SqlConnection, Uni<T>> work) {
        return places.taken(ConnectionPlaces.NOBODY, () -> held(deadlines.step(), work));
    }

    <T> Uni<T> inTransaction(Shop shop, Function<SqlConnection, Uni<T>> work) {
        return with(shop, committed(work));
    }

    <T> Uni<T> with(Shop shop, Function<SqlConnection, Uni<T>> work) {
        return with(shop, deadlines.step(), work);
    }

    /// The same with a limit of its own where no request waits for it.
    <T> Uni<T> with(Shop shop, Duration limit, Function<SqlConnection, Uni<T>> work) {
        return places.taken(shop.id(), () -> held(limit, work));
    }

    /// Work that opens its connection itself, and closes it.
    <T> Uni<T> opening(@Nullable Shop shop, Supplier<Uni<T>> work, Runnable abandoned) {
        return places.taken(
                shop == null ? ConnectionPlaces.NOBODY : shop.id(),
                () -> Timed.within(vertx, deadlines.step(), work, abandoned));
    }

    private <T> Uni<T> held(Duration limit, Function<SqlConnection, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var held = new HeldConnection<T>(pool, work);
            return Timed.within(vertx, limit, held::run, held::abandon);
        });
    }

    private static <T> Function<SqlConnection, Uni<T>> committed(Function<SqlConnection, Uni<T>> work) {
        return connection -> connection
                .query("begin")
                .execute()
                .chain(() -> work.apply(connection))
                .call(() -> connection.query("commit").execute());
    }
}
