package io.kequn.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

/// Two replicas of the service on one database, of which one is killed again and again and has, where the machine
/// has a compiler of C, a clock of a second ahead: 8 writers and 4 sync clients take one or the other at random. In the
/// end each client has what the database has, no number is missing, and no two changes of a customer are reversed.
record SyncReplicas() implements Workload {
    private static final int WRITERS = 8;
    private static final int CUSTOMERS = 20;
    private static final int KILLS = 3;
    private static final List<String> TAGS = List.of("s0", "s1", "s2", "s3");
    private static final List<String> FEEDS = List.of("customer-tags", "customer-tags", "segments", "segments");

    private static final String REVERSED = """
        select count(*) from (
          select id, at, lag(id) over one before, lag(at) over one at_before from change where shop_id = %d
          window one as (partition by customer_id order by number)) c
        where id < before or at < at_before
        """;
    private static final String MISSING = """
        select (select last_number from feed_counter where shop_id = %1$d) - count(*)
          + count(*) filter (where number is null) from change where shop_id = %1$d
        """;
    private static final String TAGGED = """
        select m.customer_id || ' ' || k.key from customer_tag m join tag k on k.shop_id = m.shop_id and k.id = m.tag_id
        where m.shop_id = %d
        """;
    private static final String MEMBERS = """
        select m.customer_id || ' ' || k.key from segment_member m
        join segment k on k.shop_id = m.shop_id and k.id = m.segment_id where m.shop_id = %d
        """;

    @Override
    public String number() {
        return "sync-replicas";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        TAGS.forEach(tag -> stage.api().put("/v1/tags/" + tag, new JsonObject().put("name", tag)));
        stage.segments().publish(Map.of("s-tagged", "customer_tags CONTAINS 's0' AND NOT customer_tags CONTAINS 's1'"));
        long changes;
        var clients = new ArrayList<SyncCopy>();
        var clock = FakedClock.named("replica");
        clock.ifPresent(ahead -> ahead.move(Duration.ofSeconds(1)));
        try (var other = Service.start(
                stage.database(), clock.map(FakedClock::environment).orElse(Map.of()))) {
            var ports = List.of(stage.service().port(), other.port());
            FEEDS.forEach(feed -> clients.add(new SyncCopy(stage, ports, feed)));
            write(stage, other, ports, clients);
            for (var client : clients) {
                client.follow();
            }
            changes = stage.owner().number("select last_number from feed_counter where shop_id = " + stage.shop());
        }
        var problems = new ArrayList<String>();
        for (var client : clients) {
            int unlike = client.unlike(stored(stage, client.feed()));
            if (unlike > 0) {
                problems.add("a copy of " + client.feed() + " has " + unlike + " entries wrong or missing");
            }
        }
        long reversed = stage.owner().number(REVERSED.formatted(stage.shop()));
        long missing = stage.owner().number(MISSING.formatted(stage.shop()));
        if (reversed + missing != 0) {
            problems.add(reversed + " changes reversed, " + missing + " numbers missing");
        }
        report.add(new Row(
                new Row.Title(number(), "two replicas: copies unlike the database, numbers missing, reversed", "0"),
                "",
                problems.size(),
                0,
                Double.NaN,
                Double.NaN,
                changes + " changes, " + KILLS + " kills, "
                        + (clock.isEmpty() ? "clocks alike" : "clocks a second apart"),
                problems.isEmpty() ? null : String.join("; ", problems)));
    }

    private static void write(Stage stage, Service other, List<Integer> ports, List<SyncCopy> clients) {
        var stopped = new AtomicBoolean();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < WRITERS; i++) {
            var random = new Random(i);
            threads.add(Thread.ofVirtual().start(() -> until(stopped, () -> write(stage, ports, random))));
        }
        for (var client : clients) {
            threads.add(Thread.ofVirtual().start(() -> until(stopped, client::pullSome)));
        }
        for (int kill = 0; kill < KILLS; kill++) {
            Pause.of(stage.options().time());
            other.crash();
        }
        Pause.of(stage.options().time());
        stopped.set(true);
        threads.forEach(SyncReplicas::join);
    }

    /// What fails because a replica is gone may have happened or not: the database tells.
    private static void until(AtomicBoolean stopped, Runnable work) {
        while (!stopped.get()) {
            try {
                work.run();
            } catch (IllegalStateException gone) {
                Pause.briefly();
            }
        }
    }

    private static void write(Stage stage, List<Integer> ports, Random random) {
        var api = Api.of(ports.get(random.nextInt(ports.size())), stage.api().key());
        var customer = Dataset.customer(1 + random.nextInt(CUSTOMERS)).toString();
        var tag = TAGS.get(random.nextInt(TAGS.size()));
        switch (random.nextInt(3)) {
            case 0 -> api.put("/v1/customers/" + customer + "/tags/" + tag, new JsonObject());
            case 1 ->
                api.post(
                        "/v1/tags/" + tag + "/assignments",
                        new JsonObject()
                                .put("customers", new JsonArray().add(customer))
                                .put("operation", "remove"));
            default ->
                api.post(
                        "/v1/sync/customer-tags",
                        new JsonObject()
                                .put("device", "bench")
                                .put(
                                        "operations",
                                        new JsonArray()
                                                .add(new JsonObject()
                                                        .put("id", Orders.newId())
                                                        .put("action", random.nextBoolean() ? "add" : "remove")
                                                        .put("customer", customer)
                                                        .put("tag", tag)
                                                        .put("at", "2100-01-01T00:00:00Z"))));
        }
    }

    /// What the database has of what is followed.
    static TreeSet<String> stored(Stage stage, String feed) throws SQLException {
        var sql = (feed.equals("segments") ? MEMBERS : TAGGED).formatted(stage.shop());
        var stored = new TreeSet<String>();
        try (var statement = stage.owner().connection().createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                stored.add(rows.getString(1));
            }
        }
        return stored;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
