package io.kequn.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;

/// A build over all customers while a hundred clients sync what it changes: how long it takes beside them, and how
/// long their pages take beside it.
record SyncClients() implements Workload {
    private static final int CLIENTS = 100;
    private static final int PAGE = 500;
    private static final long SECOND = 1_000;
    private static final Duration AROUND = Duration.ofSeconds(2);

    @Override
    public String number() {
        return "sync-build";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        var alone = Timed.of(stage.ours().cpu(), () -> build(stage, "alone"));
        var beside = new AtomicReference<Timed>();
        var clients = Thread.ofPlatform().start(() -> {
            Pause.of(AROUND);
            beside.set(Timed.of(stage.ours().cpu(), () -> build(stage, "beside")));
        });
        var measured = clients(stage, clients);
        long members = stage.owner()
                .number("select count(*) from segment_member where segment_id ="
                        + " (select id from segment where key = 'beside')");
        var build = new Row.Title(number(), "a build beside " + CLIENTS + " clients that sync", "");
        report.add(Row.seconds(build, beside.get(), alone, members + " members; the ceiling is the build alone"));
        var pages = new Row.Title(number(), "their pages beside the build, p99", "none fails");
        report.add(new Row(
                pages,
                "ms",
                measured.percentile(99),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                String.format(
                        Locale.ROOT,
                        "p50 %.2f, longest %.0f ms, %d pages",
                        measured.percentile(50),
                        measured.percentile(100),
                        measured.latencies().getTotalCount()),
                Measured.problem(java.util.List.of(measured)).orElse(null)));
    }

    private static void build(Stage stage, String key) throws SQLException {
        var limit = key.equals("alone") ? 2_000_000 : 2_000_001;
        stage.segments().publish(Map.of(key, "number_of_orders >= 0 AND number_of_orders < " + limit));
    }

    /// Each client goes on with its own token; one that has all waits for a second.
    private static Measured clients(Stage stage, Thread until) {
        Queue<String> tokens = new ArrayDeque<>();
        var token = stage.api().get("/v1/sync/segments?latest=true").getString("token");
        for (int i = 0; i < CLIENTS; i++) {
            tokens.add(token);
        }
        return Load.until(stage.vertx(), stage.ours().cpu(), new Load.Shape(CLIENTS, 1), until, () -> {
            var mine = tokens.remove();
            return stage.ours()
                    .send(Call.get("/v1/sync/segments?limit=" + PAGE + "&since=" + mine))
                    .map(answer -> rest(stage, tokens, answer))
                    .onFailure(failure -> tokens.add(mine));
        });
    }

    private static Load.Rest rest(Stage stage, Queue<String> tokens, Buffer answer) {
        var page = new JsonObject(answer);
        tokens.add(page.getString("token"));
        return () -> page.getBoolean("more") ? Future.succeededFuture() : pause(stage);
    }

    private static Future<Void> pause(Stage stage) {
        Promise<Void> over = Promise.promise();
        stage.vertx().setTimer(SECOND, timer -> over.complete());
        return over.future();
    }
}
