package io.kequn.platform.database;

import io.kequn.platform.access.Shop;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads of one shop, of both planes. `BEGIN READ ONLY`, the shop's setting, the select and `COMMIT` go out together on
/// one
/// connection: one round trip, and no setting outlives the transaction.
@Singleton
public class ShopReads {
    static final String NOW = """
        select greatest(clock_timestamp() + test_offset * interval '1 microsecond', evaluated_until) at
        from shop_clock where shop_id = $1\
        """;

    private final Pool pool;

    ShopReads(Pool pool) {
        this.pool = pool;
    }

    public Uni<RowSet<Row>> query(Shop shop, String sql, Tuple values) {
        return pool.withConnection(connection -> inReadOnly(connection, shop, sql, values));
    }

    public <T> Uni<List<T>> list(Shop shop, Function<Row, T> map, String sql, @Nullable Object... values) {
        return query(shop, sql, Sql.tuple(values)).map(rows -> Sql.list(rows, map));
    }

    /// The first row, or empty.
    public <T> Uni<Optional<T>> find(Shop shop, Function<Row, T> map, String sql, @Nullable Object... values) {
        return query(shop, sql, Sql.tuple(values)).map(rows -> first(rows).map(map));
    }

    /// The shop's present instant: the database's clock plus the shop's test offset.
    public Uni<Instant> now(Shop shop) {
        return query(shop, NOW, Sql.tuple(shop.id()))
                .map(rows -> rows.iterator().next().getOffsetDateTime("at").toInstant());
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    private static Uni<RowSet<Row>> inReadOnly(SqlConnection connection, Shop shop, String sql, Tuple values) {
        var begin =
                connection.query(FactTransaction.begin(shop, "begin read only")).execute();
        var select = Sql.query(connection, sql, values);
        var commit = connection.query("commit").execute();
        return Uni.combine().all().unis(begin, select, commit).with((begun, rows, committed) -> rows);
    }
}
