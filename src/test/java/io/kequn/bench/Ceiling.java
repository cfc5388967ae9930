package io.kequn.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What this machine can do at best: a bare Vert.x HTTP server with a pool of PG clients that runs the
/// statements it is told, without checks or credentials. Runs in a process of its own, as the service
/// does, with the same memory, the same pool and the same role of the database.
///
/// `PUT /NAME` keeps a script; `POST /NAME` runs it for the orders in the body, `GET /NAME?customer=N` for a
/// customer.
public final class Ceiling {
    static final String READY = "ready";

    private final Pool pool;
    private final int shop;
    private final Map<String, Ready> scripts = new ConcurrentHashMap<>();

    private Ceiling(Pool pool, int shop) {
        this.pool = pool;
        this.shop = shop;
    }

    private record Ready(List<Binder> steps, boolean evaluates) {
        int asked() {
            int asked = steps.size() - 1;
            while (asked > 0 && steps.get(asked).isSimple()) {
                asked--;
            }
            return asked;
        }
    }

    public static void main(String... arguments) {
        var vertx = Vertx.vertx();
        int shop = Integer.parseInt(System.getenv("BENCH_SHOP"));
        var options = PgConnectOptions.fromUri(System.getenv("BENCH_URL"))
                .setUser(System.getenv("BENCH_USER"))
                .setPassword(System.getenv("BENCH_PASSWORD"))
                .setCachePreparedStatements(true)
                .setPreparedStatementCacheMaxSize(512)
                .setPreparedStatementCacheSqlLimit(262_144)
                .setPipeliningLimit(256)
                .addProperty("application_name", "kequn-ceiling")
                .addProperty("role", "kequn_app")
                .addProperty("app.shop", String.valueOf(shop));
        var pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(16).setEventLoopSize(4))
                .connectingTo(options)
                .using(vertx)
                .build();
        var ceiling = new Ceiling(pool, shop);
        for (int i = 0; i < 4; i++) {
            vertx.createHttpServer()
                    .requestHandler(ceiling::answer)
                    .listen(Integer.parseInt(System.getenv("BENCH_PORT")), "127.0.0.1")
                    .onFailure(failure -> System.exit(1));
        }
    }

    private void answer(HttpServerRequest request) {
        request.body()
                .compose(body -> answer(request, request.path().substring(1), body))
                .onSuccess(body -> request.response().end(body))
                .onFailure(failure -> request.response().setStatusCode(500).end(String.valueOf(failure)));
    }

    private Future<String> answer(HttpServerRequest request, String name, Buffer body) {
        return switch (request.method().name()) {
            case "PUT" -> {
                var script = Script.of(new JsonObject(body));
                scripts.put(
                        name, new Ready(script.steps().stream().map(Binder::of).toList(), script.evaluates()));
                yield Future.succeededFuture("{}");
            }
            case "POST" -> write(scripts.get(name), Incoming.orders(body));
            default ->
                name.equals(READY)
                        ? Future.succeededFuture("{}")
                        : read(
                                scripts.get(name),
                                Incoming.customer(Integer.parseInt(request.getParam("customer", "0"))));
        };
    }

    private Future<String> read(Ready script, Incoming request) {
        return pool.withConnection(connection -> run(connection, script, request))
                .map(rows -> rows.iterator().hasNext() ? text(rows.iterator().next()) : "{}");
    }

    /// The only column as it is, or all columns by their names.
    private static String text(Row row) {
        return row.size() == 1 ? row.getString(0) : row.toJson().encode();
    }

    /// The service tries again as well when one waits for too long, as all do while their connections plan the
    /// statements for the first time.
    private Future<String> write(Ready script, Incoming request) {
        return once(script, request)
                .recover(failure -> isLockTimeout(failure) ? once(script, request) : Future.failedFuture(failure));
    }

    private static boolean isLockTimeout(Throwable failure) {
        return failure instanceof PgException refused && "55P03".equals(refused.getSqlState());
    }

    private Future<String> once(Ready script, Incoming request) {
        return pool.withConnection(connection -> run(connection, script, request)
                .map(rows -> script.evaluates() ? BareMemberships.of(rows) : new BareMemberships())
                .compose(moves -> moves.write(connection, shop).map(moves.size()))
                .compose(moves -> connection.query("commit").execute().map("{\"changes\":" + moves + "}"))
                .onFailure(failure -> connection.query("rollback").execute()));
    }

    /// Sends all statements at once; gives the rows of the last one that has parameters.
    private static Future<RowSet<Row>> run(SqlConnection connection, Ready script, Incoming request) {
        var answers = script.steps().stream()
                .map(step -> step.isSimple()
                        ? connection.query(step.sql()).execute()
                        : connection.preparedQuery(step.sql()).execute(step.bind(request)))
                .toList();
        return Future.all(answers).compose(all -> answers.get(script.asked()));
    }
}
