package io.kequn.platform.database;

import static io.kequn.platform.problem.ErrorCode.TIME_LIMIT_EXCEEDED;

import io.kequn.platform.access.Shop;
import io.kequn.platform.deadline.Deadline;
import io.kequn.platform.problem.Violations;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads of one shop, of both planes. `BEGIN READ ONLY`, the shop's setting, the select and `COMMIT` go out
/// together on one connection: one round trip, and no setting outlives the transaction.
@Singleton
public class ShopReads {
    static final String NOW = """
        select greatest(clock_timestamp() + test_offset * interval '1 microsecond', evaluated_until) at
        from shop_clock where shop_id = $1\
        """;

    private static final String BEGIN = "begin read only";

    /// What the statement may take longer to be ended by the database.
    private static final Duration SLACK = Duration.ofSeconds(2);

    private static final Duration LOOK_UP = Duration.ofSeconds(100);

    private static final String SAME_MOMENT = "begin isolation level repeatable read read only";

    private final Connections connections;
    private final ReadSettings settings;

    ShopReads(Connections connections, ReadSettings settings) {
        this.connections = connections;
        this.settings = settings;
    }

    /// Refused with `time_limit_exceeded` where it takes longer than any answer of a few rows.
    public Uni<RowSet<Row>> query(Shop shop, String sql, Tuple values) {
        var begin = BEGIN + limit(settings.limit());
        return connections
                .with(shop, connection -> inReadOnly(connection, begin, shop, sql, values))
                .onFailure(ShopReads::isCancelled)
                .transform(failure -> TIME_LIMIT_EXCEEDED.because(
                        "The answer takes longer than " + settings.limit().toSeconds()
                                + " seconds; ask for less, or at a quieter time.",
                        "查询超过 " + settings.limit().toSeconds() + " 秒；请缩小范围或稍后再试。"));
    }

    /// A question about all of a shop, which may take long: refused with `time_limit_exceeded` after the limit of
    /// questions. Its plan is made for its values, since they decide how much is read.
    public Uni<RowSet<Row>> ask(Shop shop, String sql, Tuple values) {
        return ask(shop, settings.questionLimit(), sql, values);
    }

    /// The same with a limit of its own.
    public Uni<RowSet<Row>> ask(Shop shop, Duration limit, String sql, Tuple values) {
        return ask(shop, limit, "", sql, values);
    }

    /// A question that every customer of the shop has to be looked at for, with the limit of questions. Of tables
    /// that have just been filled the planner believes that they are empty, and would read all of them again for
    /// each customer.
    public Uni<RowSet<Row>> askOfAll(Shop shop, String sql, Tuple values) {
        return ask(shop, settings.questionLimit(), "; set local enable_nestloop = off", sql, values);
    }

    private Uni<RowSet<Row>> ask(Shop shop, Duration limit, String more, String sql, Tuple values) {
        var begin = BEGIN + limit(limit) + "; set local plan_cache_mode = force_custom_plan" + more;
        var time = limit.plus(SLACK);
        return connections
                .with(shop, time, connection -> inReadOnly(connection, begin, shop, sql, values, time))
                .onFailure(ShopReads::isCancelled)
                .transform(failure -> TIME_LIMIT_EXCEEDED.because(
                        "The question takes longer than " + limit.toSeconds() + " seconds over all customers; ask for"
                                + " less, or at a quieter time.",
                        "对全部客户的计算超过 " + limit.toSeconds() + " 秒；请缩小范围或稍后再试。"));
    }

    /// Several selects whose only value is the shop's id, in one round trip, as of one moment or nearly so.
    public Uni<List<RowSet<Row>>> queries(Shop shop, List<String> selects) {
        return connections.with(shop, connection -> inReadOnly(connection, shop, selects));
    }

    /// One select for several values, in one round trip and as of one moment.
    public Uni<List<RowSet<Row>>> each(Shop shop, String sql, List<Tuple> values) {
        return connections.with(shop, connection -> {
            var begin = begin(connection, SAME_MOMENT + limit(settings.limit()), shop);
            var rows = values.stream()
                    .map(each -> Sql.query(connection, sql, each))
                    .toList();
            return committed(connection, begin, rows);
        });
    }

    public <T> Uni<List<T>> list(Shop shop, Function<Row, T> map, String sql, @Nullable Object... values) {
        return query(shop, sql, Sql.tuple(values)).map(rows -> Sql.list(rows, map));
    }

    /// The rows of a select whose every part an index serves, for the shop's clock. The planner expects far
    /// more of them than there are, and would compile the statement first, which takes longer than running it.
    /// After an outage there are as many as time has moved meanwhile, so that it may take long.
    public <T> Uni<List<T>> lookUp(Shop shop, Function<Row, T> map, String sql, @Nullable Object... values) {
        var begin = BEGIN + limit(LOOK_UP) + "; set local jit = off";
        return connections
                .with(
                        shop,
                        LOOK_UP.plus(SLACK),
                        connection -> inReadOnly(connection, begin, shop, sql, Sql.tuple(values), LOOK_UP))
                .map(rows -> Sql.list(rows, map));
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

    private Uni<List<RowSet<Row>>> inReadOnly(SqlConnection connection, Shop shop, List<String> selects) {
        var begin = begin(connection, BEGIN + limit(settings.limit()), shop);
        var rows = selects.stream()
                .map(sql -> Sql.query(connection, sql, Sql.tuple(shop.id())))
                .toList();
        return committed(connection, begin, rows);
    }

    private static Uni<List<RowSet<Row>>> committed(
            SqlConnection connection, Uni<RowSet<Row>> begin, List<Uni<RowSet<Row>>> rows) {
        var all = Uni.join().all(rows).andFailFast();
        var commit = connection.query("commit").execute();
        return Uni.combine().all().unis(begin, all, commit).with((begun, found, committed) -> found);
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    private static String limit(Duration limit) {
        return "; set local statement_timeout = " + limit.toMillis();
    }

    private static boolean isCancelled(Throwable failure) {
        return Violations.state(failure).filter("57014"::equals).isPresent();
    }

    private static Uni<RowSet<Row>> begin(SqlConnection connection, String begins, Shop shop) {
        return connection.query(begins + "; set local app.shop = " + shop.id()).execute();
    }

    private static Uni<RowSet<Row>> inReadOnly(
            SqlConnection connection, String begins, Shop shop, String sql, Tuple values) {
        return inReadOnly(connection, begins, shop, sql, values, Duration.ZERO);
    }

    /// The request may take so long, once the database has shown that it is there.
    private static Uni<RowSet<Row>> inReadOnly(
            SqlConnection connection, String begins, Shop shop, String sql, Tuple values, Duration time) {
        var begin = begin(connection, begins, shop).invoke(() -> Deadline.extend(time));
        var select = Sql.query(connection, sql, values);
        var commit = connection.query("commit").execute();
        return Uni.combine().all().unis(begin, select, commit).with((begun, rows, committed) -> rows);
    }
}
