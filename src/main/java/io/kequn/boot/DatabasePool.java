package io.kequn.boot;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes the pool that every request uses. Its connections open on first use, so the migrations, which make the role,
/// have run by then.
@Singleton
class DatabasePool implements PgPoolCreator {
    /// Seconds; longer than any statement may take.
    private static final int LONGEST_SILENCE = 120;

    private final DatabaseSettings settings;
    private final AtomicInteger besideTurn = new AtomicInteger();
    private volatile List<PgConnectOptions> servers = List.of();

    DatabasePool(DatabaseSettings settings) {
        this.settings = settings;
    }

    @Override
    @SuppressWarnings("deprecation") // the pool has no other way to bound how long opening a connection takes
    public Pool create(Input input) {
        servers = input.pgConnectOptionsList().stream().map(this::customised).toList();
        var connecting = List.<SqlConnectOptions>copyOf(servers);
        var pool = PgBuilder.pool()
                .with(waiting(input.poolOptions()))
                .connectingTo(connecting)
                .using(input.vertx())
                .build();
        var factories = connecting.stream()
                .map(options -> PgDriver.INSTANCE.createConnectionFactory(input.vertx(), options))
                .toList();
        var turn = new AtomicInteger();
        return pool.connectionProvider(context -> inTime(
                (ContextInternal) context,
                factories
                        .get(Math.floorMod(turn.getAndIncrement(), factories.size()))
                        .connect(context)
                        .compose(DatabasePool::writable)));
    }

    /// A server that only reads, as a standby does and a primary that has been one: a connection to it would fail each
    /// write until it is closed, also once the server takes writes. The next attempt asks the next server.
    private static Future<SqlConnection> writable(SqlConnection opened) {
        return opened.query("show transaction_read_only").execute().transform(asked -> {
            if (asked.succeeded() && takesWrites(asked.result())) {
                return Future.succeededFuture(opened);
            }
            return opened.close()
                    .transform(closed -> Future.failedFuture(
                            asked.succeeded() ? new ConnectException("The database takes no writes") : asked.cause()));
        });
    }

    /// What stands between us and the database may answer with no row at all.
    private static boolean takesWrites(RowSet<Row> answer) {
        var first = answer.iterator();
        return first.hasNext() && "off".equals(first.next().getString(0));
    }

    private PoolOptions waiting(PoolOptions options) {
        return new PoolOptions(options)
                .setMaxWaitQueueSize(settings.waiting())
                .setConnectionTimeout((int) settings.connectTimeout().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    /// A server may take a connection and then say nothing. The pool has its place back, and one that is opened too
    /// late is closed. The pool goes on in the context that it has asked in.
    private Future<SqlConnection> inTime(ContextInternal context, Future<SqlConnection> opening) {
        var opened = context.<SqlConnection>promise();
        long timer = context.setTimer(
                settings.connectTimeout().toMillis(),
                late -> opened.tryFail(new ConnectException("The database does not answer")));
        opening.onComplete(done -> {
            context.owner().cancelTimer(timer);
            if (done.failed()) {
                opened.tryFail(done.cause());
            } else if (!opened.tryComplete(done.result())) {
                Future<Void> unused = done.result().close();
            }
        });
        return opened.future();
    }

    /// For a connection beside the pool, once there is one: as there, each attempt asks the next server.
    @Produces
    @Dependent
    PgConnectOptions beside() {
        var known = servers;
        return new PgConnectOptions(known.get(Math.floorMod(besideTurn.getAndIncrement(), known.size())));
    }

    private PgConnectOptions customised(PgConnectOptions options) {
        options.setPreparedStatementCacheMaxSize(settings.preparedStatements());
        options.setPreparedStatementCacheSqlLimit(settings.preparedStatementLength());
        options.setConnectTimeout((int) settings.connectTimeout().toMillis());
        // A network that has gone away is noticed by the system within half a minute, and by us within two, where a
        // proxy keeps answering for it.
        options.setTcpKeepAlive(true)
                .setTcpKeepAliveIdleSeconds(15)
                .setTcpKeepAliveIntervalSeconds(5)
                .setTcpKeepAliveCount(3)
                .setTcpUserTimeout(30_000);
        options.setIdleTimeoutUnit(TimeUnit.SECONDS).setReadIdleTimeout(LONGEST_SILENCE);
        options.addProperty("statement_timeout", millis(settings.statementTimeout()));
        options.addProperty("lock_timeout", millis(settings.lockTimeout()));
        options.addProperty("idle_in_transaction_session_timeout", millis(settings.idleInTransaction()));
        options.addProperty("application_name", settings.applicationName());
        // In the start-up packet it becomes the session's default, so that RESET ROLE leads back to it.
        options.addProperty("role", settings.role());
        return options;
    }

    private static String millis(Duration time) {
        return String.valueOf(time.toMillis());
    }
}
