package io.kequn.bench;

import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Those who follow what happens while the database and the replicas fail: clients that sync copies, a stream and a
/// subscription, each of which goes on elsewhere when its replica ends. In the end each has what there is, once and in
/// order.
final class FaultReaders implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Replica> replicas;
    private final Stage stage;
    private final List<SyncCopy> copies = new ArrayList<>();
    private final List<EventFollower> followers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final String begin;
    private volatile boolean stopped;

    FaultReaders(List<Replica> replicas, Stage stage) {
        this.replicas = replicas;
        this.stage = stage;
        var ports = replicas.stream().map(Replica::port).toList();
        begin = Api.of(ports.getFirst(), stage.api().key())
                .get("/v1/changes?latest=true")
                .getString("token");
        List.of("customer-tags", "segments").forEach(feed -> copies.add(new SyncCopy(stage, ports, feed)));
        for (var way : List.of(EventFollower.STREAM, EventFollower.SUBSCRIPTION)) {
            followers.add(new EventFollower(way, stage.api().key(), begin));
        }
        copies.forEach(copy -> threads.add(Thread.ofVirtual().start(() -> pull(copy))));
        var random = new Random(7);
        followers.forEach(one -> threads.add(Thread.ofVirtual().start(() -> {
            while (!stopped) {
                one.follow(replicas.get(random.nextInt(replicas.size())).port());
                Pause.of(BETWEEN);
            }
        })));
    }

    /// What fails is pulled again.
    private void pull(SyncCopy copy) {
        while (!stopped) {
            try {
                copy.pullSome();
            } catch (IllegalStateException refused) {
                // By the next replica, perhaps.
            }
            Pause.of(BETWEEN);
        }
    }

    /// Waits until everybody has had time to read the last change, while the replicas still serve and nobody writes.
    void problems(List<String> problems) throws SQLException {
        var all = events();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && followers.stream().anyMatch(one -> one.count() < all.size())) {
            Pause.briefly();
        }
        for (var follower : followers) {
            follower.problem(all).ifPresent(problems::add);
        }
        close();
        for (var copy : copies) {
            copy.follow();
            int unlike = copy.unlike(SyncReplicas.stored(stage, copy.feed()));
            if (unlike > 0) {
                problems.add("a copy of " + copy.feed() + " has " + unlike + " entries wrong or missing");
            }
        }
        Report.say(
                "%,d events, %d and %d times connected",
                all.size(),
                followers.getFirst().connected(),
                followers.getLast().connected());
    }

    /// All events since the readers began, as pages tell them.
    private List<String> events() {
        var ids = new ArrayList<String>();
        var api = Api.of(replicas.getFirst().port(), stage.api().key());
        JsonObject page;
        var since = begin;
        do {
            page = api.get("/v1/changes?limit=500&since=" + since);
            page.getJsonArray("items").forEach(item -> ids.add(((JsonObject) item).getString("id")));
            since = page.getString("token");
        } while (page.getBoolean("more"));
        return ids;
    }

    @Override
    public void close() {
        stopped = true;
        followers.forEach(EventFollower::close);
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
