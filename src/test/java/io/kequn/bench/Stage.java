package io.kequn.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All that a run has set up: the database with its customers, the service, and the ceiling beside it.
final class Stage implements AutoCloseable {
    private final Options options;
    private final BenchDatabase database;
    private Owner owner;
    private final Service service;
    private final Child ceiling;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final int shop;
    private final String key;
    private final Target ours;
    private final Target bare;
    private final Set<String> published = new HashSet<>();

    private Stage(Options options, BenchDatabase database) throws SQLException {
        this.options = options;
        this.database = database;
        owner = new Owner(database.open());
        service = Service.start(database);
        key = service.openShop();
        shop = (int) owner.number("select id from shop");
        owner.run("set app.shop = '" + shop + "'");
        ceiling = startCeiling();
        long postgres = database.process();
        ours = Target.of(vertx, service::port, key, new Cpu.Clock(service::process, postgres));
        bare = Target.of(vertx, ceiling::port, key, new Cpu.Clock(ceiling.process()::pid, postgres));
    }

    static Stage open(Options options) throws SQLException {
        var stage = new Stage(options, BenchDatabase.start());
        Report.say("Loading %,d customers …", options.customers());
        new Dataset(stage.database, stage.shop, options.customers()).load();
        return stage;
    }

    Options options() {
        return options;
    }

    Owner owner() {
        return owner;
    }

    /// Opens the owner's connection again, after the server has ended.
    void openOwner() throws SQLException {
        owner = new Owner(database.open());
        owner.run("set app.shop = '" + shop + "'");
    }

    BenchDatabase database() {
        return database;
    }

    Service service() {
        return service;
    }

    Vertx vertx() {
        return vertx;
    }

    int shop() {
        return shop;
    }

    Target ours() {
        return ours;
    }

    Target bare() {
        return bare;
    }

    Api api() {
        return Api.of(service.port(), key);
    }

    Segments segments() {
        return new Segments(api(), owner);
    }

    /// Makes the first rules live, if they are not yet.
    void publish(int rules) throws SQLException {
        var missing = BenchRules.first(rules);
        missing.keySet().removeIf(published::contains);
        if (!missing.isEmpty()) {
            Report.say("Publishing %d rules …", missing.size());
            segments().publish(missing);
            published.addAll(missing.keySet());
        }
    }

    /// A query with the values that the rules' compiler gives, as the role that owns the tables.
    RowSet<Row> query(String sql, Tuple values) {
        var options = PgConnectOptions.fromUri(database.url())
                .setUser(database.user())
                .setPassword(database.password())
                .addProperty("app.shop", String.valueOf(shop));
        return PgConnection.connect(vertx, options)
                .compose(client -> client.preparedQuery(sql).execute(values).eventually(() -> client.close()))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /// Tells the ceiling what to do.
    void teach(String name, Script script) {
        Api.of(ceiling.port(), key).put("/" + name, script.json());
    }

    /// What the service sends to the database for such orders; `send` sends them.
    Script record(Map<Integer, String> orders, Runnable send) throws SQLException {
        var word = orders.values().iterator().next();
        return Recorder.script(owner.connection(), serverLog().transaction(word, send), orders);
    }

    /// What the service sends to the database for a request about one customer, which names its id.
    Script recordRead(int customer, Runnable send) throws SQLException {
        var word = Dataset.customer(customer).toString();
        return Recorder.script(owner.connection(), serverLog().transaction(word, send), Map.of(customer, "no order"));
    }

    /// Known of the embedded server only, whose log can be read.
    ServerLog serverLog() {
        return new ServerLog(
                database.log()
                        .orElseThrow(() -> new IllegalStateException(
                                "Statements are recorded from the log of the embedded server only.")),
                owner);
    }

    Comparison compare(Load.Shape shape, Load.Task oursTask, Load.Task bareTask) {
        return compare(shape, new Side(ours, oursTask, () -> {}), new Side(bare, bareTask, () -> {}));
    }

    /// One side of a comparison: who does what, and what is changed before each of its turns.
    record Side(Target target, Load.Task task, Runnable before) {
        Measured measure(Stage stage, Load.Shape shape, WarmUp warmUp) {
            before.run();
            return stage.measure(target, shape, warmUp, task);
        }
    }

    /// Both in turns, so that what else happens on the machine meets both alike.
    Comparison compare(Load.Shape shape, Side one, Side other) {
        var ourRuns = new ArrayList<Measured>();
        var otherRuns = new ArrayList<Measured>();
        for (int run = 0; run < Options.RUNS; run++) {
            var warmUp = run == 0 ? WarmUp.COLD : WarmUp.brief(options.time());
            ourRuns.add(one.measure(this, shape, warmUp));
            otherRuns.add(other.measure(this, shape, warmUp));
        }
        return new Comparison(ourRuns, otherRuns);
    }

    Measured measure(Target target, Load.Shape shape, WarmUp warmUp, Load.Task task) {
        return Load.run(vertx, target.cpu(), shape, new Load.Span(warmUp, options.time()), task);
    }

    private Child startCeiling() {
        int port = Child.freePort();
        var started = Child.start(
                "ceiling",
                port,
                List.of(Service.MEMORY, "-cp", System.getProperty("java.class.path"), Ceiling.class.getName()),
                Map.of(
                        "BENCH_URL", database.url(),
                        "BENCH_USER", database.user(),
                        "BENCH_PASSWORD", database.password(),
                        "BENCH_SHOP", String.valueOf(shop),
                        "BENCH_PORT", String.valueOf(port)));
        var api = Api.of(port, key);
        started.await(() -> api.answers("/" + Ceiling.READY));
        return started;
    }

    @Override
    public void close() throws SQLException {
        ceiling.close();
        service.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        owner.connection().close();
        database.close();
    }
}
