package io.kequn.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/// From the answer to a write until its event is there on a stream, and at a webhook: with nothing else
/// going on, and beside 500 changes a second.
record EventLatencies() implements Workload {
    private static final int EVENTS = 200;
    private static final int BURST = 50;
    private static final Duration BETWEEN_BURSTS = Duration.ofMillis(100);
    private static final Duration BETWEEN = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long LONGEST = Duration.ofMinutes(1).toNanos() / 1_000;

    @Override
    public String number() {
        return "latency";
    }

    @Override
    public void run(Stage stage, Report report) {
        for (var tag : new String[] {"latency", "noise"}) {
            stage.api().put("/v1/tags/" + tag, new JsonObject().put("name", tag));
        }
        measure(stage, report, "stream", EventWays::stream);
        measure(stage, report, "webhook", EventWays::webhook);
    }

    private void measure(Stage stage, Report report, String name, EventWays.Way way) {
        report.add(row(name + ", idle", measure(stage, way)));
        var stopped = new AtomicBoolean();
        var noise = Thread.ofPlatform().start(() -> noise(stage, stopped));
        var busy = measure(stage, way);
        stopped.set(true);
        join(noise);
        report.add(row(name + ", beside 500 changes a second", busy));
    }

    private Row row(String when, Histogram found) {
        return Row.once(
                new Row.Title(number(), "commit to " + when + ", p50", "< 100 ms"),
                "ms",
                found.getValueAtPercentile(50) / 1e3,
                String.format(
                        java.util.Locale.ROOT,
                        "p99 %.1f ms, longest %.1f ms, %d events",
                        found.getValueAtPercentile(99) / 1e3,
                        found.getMaxValue() / 1e3,
                        found.getTotalCount()));
    }

    @SuppressWarnings("try") // closed, and nothing else
    private static Histogram measure(Stage stage, EventWays.Way way) {
        Map<String, Long> arrived = new ConcurrentHashMap<>();
        var found = new Histogram(LONGEST, 3);
        try (var listening = way.open(stage, "latency", arrived)) {
            Pause.of(Duration.ofSeconds(1));
            for (int i = 1; i <= EVENTS; i++) {
                var id = Dataset.customer(i).toString();
                stage.ours().sendNow(change(id, "latency", "add"));
                long answered = System.nanoTime();
                found.recordValue(Math.max(0, await(arrived, id) - answered) / 1_000);
                stage.ours().sendNow(change(id, "latency", "remove"));
                await(arrived, id);
                Pause.of(BETWEEN);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return found;
    }

    private static long await(Map<String, Long> arrived, String id) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!arrived.containsKey(id)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("An event has not come");
            }
            LockSupport.parkNanos(100_000);
        }
        return arrived.remove(id);
    }

    private static Call change(String customer, String tag, String what) {
        var edit = new JsonObject().put(what, new JsonArray().add(tag));
        return new Call(
                io.vertx.core.http.HttpMethod.PATCH,
                "/v1/customers/" + customer + "/tags",
                "application/json",
                edit.toBuffer());
    }

    /// Ten times a second, 50 customers get a tag or lose it.
    private static void noise(Stage stage, AtomicBoolean stopped) {
        int customers = stage.options().customers();
        for (int round = 0; !stopped.get(); round++) {
            var ids = new JsonArray();
            for (int i = 0; i < BURST; i++) {
                ids.add(Dataset.customer(EVENTS + 1 + (round / 2 * BURST + i) % (customers - EVENTS))
                        .toString());
            }
            var body = new JsonObject().put("customers", ids).put("operation", round % 2 == 0 ? "add" : "remove");
            stage.ours()
                    .sendNow(Call.post("/v1/tags/noise/assignments", "application/json", Buffer.buffer(body.encode())));
            Pause.of(BETWEEN_BURSTS);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
