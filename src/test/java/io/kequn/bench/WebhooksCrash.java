package io.kequn.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// 20,000 events on their way to a webhook from two replicas, while `kill -9` ends one and the other of them in turns
/// and the receiver refuses some. In the end the receiver has each event, no other, those of each customer in their
/// order, and what came twice was the same. Then all of it is replayed, to see how fast it goes.
record WebhooksCrash() implements Workload {
    private static final int CUSTOMERS = 2_000;
    private static final int TAGS = 10;
    private static final int EVENTS = CUSTOMERS * TAGS;
    private static final int BATCH = 1_000;
    private static final int KILLS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Override
    public String number() {
        return "webhooks-crash";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        try (var receiver = new HookReceiver(stage.vertx());
                var other = Service.start(stage.database())) {
            var webhook = stage.api()
                    .post(
                            "/v1/webhooks",
                            new JsonObject()
                                    .put("url", receiver.url())
                                    .put("filter", new JsonObject().put("types", List.of("tag.assigned.v1"))))
                    .getJsonObject("webhook")
                    .getString("id");
            long begun = System.nanoTime();
            makeEvents(stage);
            for (int kill = 1; kill <= KILLS; kill++) {
                long part = (long) EVENTS / (KILLS + 1) * kill;
                await("so many events", () -> receiver.size() >= part);
                (kill % 2 == 1 ? stage.service() : other).crash();
            }
            await("all events", () -> receiver.size() >= EVENTS);
            double seconds = (System.nanoTime() - begun) / 1e9;
            report.add(judged(stage, receiver, seconds));
            await("the end", () -> pending(stage, webhook) == 0);
            report.add(replayed(stage, receiver, webhook));
        }
    }

    private static void makeEvents(Stage stage) {
        for (int tag = 1; tag <= TAGS; tag++) {
            var key = "hook-" + tag;
            stage.api().put("/v1/tags/" + key, new JsonObject().put("name", key));
            for (int from = 1; from <= CUSTOMERS; from += BATCH) {
                var customers = new JsonArray(IntStream.range(from, from + BATCH)
                        .mapToObj(n -> Dataset.customer(n).toString())
                        .toList());
                stage.api().post("/v1/tags/" + key + "/assignments", new JsonObject().put("customers", customers));
            }
        }
    }

    private Row judged(Stage stage, HookReceiver receiver, double seconds) throws SQLException {
        var logged = logged(stage);
        var missing = new HashSet<>(logged);
        missing.removeAll(receiver.taken());
        var unknown = new HashSet<>(receiver.taken());
        unknown.removeAll(logged);
        var problems = new ArrayList<String>();
        note(problems, logged.size() != EVENTS ? logged.size() : 0, "events were logged");
        note(problems, missing.size(), "events never came");
        note(problems, unknown.size(), "events never happened");
        note(problems, receiver.disordered(), "customers' events came in another order");
        note(problems, receiver.changed(), "events were another the second time");
        var title = new Row.Title(number(), "webhook: events lost, made up, changed or out of order", "0");
        return new Row(
                title,
                "",
                missing.size() + unknown.size() + receiver.disordered() + receiver.changed(),
                0,
                Double.NaN,
                Double.NaN,
                EVENTS + " events, two replicas, " + KILLS + " kills, " + (receiver.requests() - receiver.size())
                        + " sent again, %.0f s".formatted(seconds),
                problems.isEmpty() ? null : String.join("; ", problems));
    }

    private static void note(List<String> problems, long count, String what) {
        if (count > 0) {
            problems.add(count + " " + what);
        }
    }

    private static Set<Long> logged(Stage stage) throws SQLException {
        var numbers = new HashSet<Long>();
        try (var statement = stage.owner().connection().createStatement();
                var rows = statement.executeQuery("""
                    select c.number from change c join tag t on t.shop_id = c.shop_id and t.id = c.subject
                    where c.kind = 'tag' and c.operation = 'added' and t.key like 'hook-%'
                    """)) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }

    private Row replayed(Stage stage, HookReceiver receiver, String webhook) {
        long before = receiver.requests();
        long begun = System.nanoTime();
        stage.api().post("/v1/webhooks/" + webhook + "/replay", new JsonObject().put("from", 1));
        await("the replay", () -> receiver.requests() - before >= EVENTS);
        double seconds = (System.nanoTime() - begun) / 1e9;
        return Row.once(
                new Row.Title(number(), "webhook: events sent", ""),
                "/s",
                EVENTS / seconds,
                "to one receiver, which answers at once");
    }

    private static long pending(Stage stage, String webhook) {
        var progress = stage.api().get("/v1/webhooks/" + webhook).getJsonObject("progress");
        return progress.getLong("pending") + progress.getLong("waiting");
    }

    private static void await(String what, BooleanSupplier reached) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Not reached in " + PATIENCE + ": " + what);
            }
            Pause.briefly();
        }
    }
}
