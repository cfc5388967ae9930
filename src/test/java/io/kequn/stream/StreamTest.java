package io.kequn.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.SentStatements;
import io.kequn.TestShop;
import io.kequn.feed.ChangeSignals;
import io.kequn.platform.access.Shop;
import io.kequn.stream.SseClient.Received;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Events as they happen, over server-sent events.
@KequnTest
class StreamTest {
    private static final Logger LOG = Logger.getLogger(StreamTest.class);
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    @Inject
    DataSource database;

    @Inject
    SentStatements statements;

    @Inject
    ChangeSignals signals;

    private Following events;
    private TestShop shop;

    @BeforeEach
    void openShop() {
        events = Following.open();
        shop = events.shop();
    }

    @Test
    void firstComesWhatThereIsAndThenWhatHappens() {
        var id = events.customer("pos:1");
        try (var client = SseClient.open(shop.secret(), "type=customer.*&type=tag.*", null)) {
            assertThat(client.status()).isEqualTo(200);
            assertThat(client.contentType()).startsWith("text/event-stream");
            assertThat(client.await(1).getFirst().name()).isEqualTo("customer.created.v1");
            events.tag("pos:1", "a");

            var second = client.await(2).get(1);
            assertThat(second.name()).isEqualTo("tag.assigned.v1");
            assertThat(second.body())
                    .isEqualTo(events.all(Map.of("type", "tag.*"), 10).getFirst());
            assertThat(Following.data(second.body())).containsEntry("customerId", id);
        }
    }

    @Test
    void latestBeginsNow() {
        events.customer("pos:1");
        try (var client = SseClient.open(shop.secret(), "latest=true", null)) {
            Eventually.holds(() -> !client.lastId().isEmpty());
            events.tag("pos:1", "b");

            assertThat(client.await(1).getFirst().name()).isEqualTo("tag.assigned.v1");
        }
    }

    /// Four writers, and a client who is cut off again and again and comes back with the last id that it has seen.
    @Test
    void whoComesBackWithTheLastIdMissesNothingAndGetsNothingTwice() throws Exception {
        for (int i = 0; i < 4; i++) {
            events.customer("pos:" + i);
        }
        var stopped = new AtomicBoolean();
        var random = new Random(SEED);
        var seen = new ArrayList<Received>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            IntStream.range(0, 4)
                    .forEach(i -> threads.submit(() -> {
                        while (!stopped.get()) {
                            events.tag("pos:" + i, "a");
                            events.untag("pos:" + i, "a");
                        }
                    }));
            var lastId = "";
            for (int i = 0; i < 8; i++) {
                var client = SseClient.open(shop.secret(), "", lastId);
                client.await(1 + random.nextInt(30));
                client.close();
                Eventually.holds(client::hasEnded);
                seen.addAll(client.received());
                lastId = client.lastId();
            }
            stopped.set(true);
        }
        var numbers = seen.stream()
                .map(each -> Long.parseLong((String) each.body().get("sequence")))
                .toList();
        assertThat(numbers)
                .as("seed %d", SEED)
                .isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
    }

    /// What follows a stream may be read by pages, and the other way round.
    @Test
    void idOfAnEventIsATokenOfPages() {
        events.customer("pos:1");
        events.tag("pos:1", "b");
        try (var client = SseClient.open(shop.secret(), "type=tag.*", null)) {
            var token = client.await(1).getFirst().id();
            events.untag("pos:1", "b");
            client.await(2);

            assertThat(Following.types(events.all(Map.of("type", "tag.*", "since", token), 10)))
                    .isEqualTo(List.of("tag.removed.v1"));
        }
    }

    @Test
    void refusalsAreAnsweredAsElsewhere() throws IOException {
        for (var wrong : Map.of(
                        "type=tag.asigned.v1", "input_invalid",
                        "since=nonsense", "cursor_invalid",
                        "segment=none", "reference_unknown")
                .entrySet()) {
            var client = SseClient.open(shop.secret(), wrong.getKey(), null);
            assertThat(client.status()).isBetween(400, 422);
            assertThat(client.contentType()).startsWith("application/problem+json");
            assertThat(client.problem().getString("code")).isEqualTo(wrong.getValue());
        }
        assertThat(SseClient.open(shop.withScopes("tags:read").secret(), "type=segment.*", null)
                        .status())
                .isEqualTo(403);
        assertThat(SseClient.open("sk_unknown_key", "", null).status()).isEqualTo(401);
    }

    @Test
    void credentialHasSoManyStreamsAndNoMore() throws IOException {
        var key = shop.withScopes("tags:read");
        var open = new ArrayList<SseClient>();
        for (int i = 0; i < 20; i++) {
            open.add(SseClient.open(key.secret(), "", null));
        }
        assertThat(open).allSatisfy(client -> assertThat(client.status()).isEqualTo(200));

        var refused = SseClient.open(key.secret(), "", null);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.problem().getString("code")).isEqualTo("too_many_streams");
        try (var other = SseClient.open(shop.secret(), "", null)) {
            assertThat(other.status()).isEqualTo(200);
        }
        open.forEach(SseClient::close);
        Eventually.holds(() -> {
            try (var again = SseClient.open(key.secret(), "", null)) {
                return again.status() == 200;
            }
        });
    }

    @Test
    void revokedKeyEndsTheStream() {
        var issued = shop.given()
                .body(Map.of("name", "k", "scopes", List.of("tags:read")))
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        try (var client = SseClient.open(issued.getString("secret"), "", null)) {
            assertThat(client.status()).isEqualTo(200);
            shop.given().delete("/v1/api-keys/" + issued.getString("id")).then().statusCode(200);

            Eventually.holds(client::hasEnded);
            var last = client.received().getLast();
            assertThat(last.name()).isEqualTo("problem");
            assertThat(last.body()).containsEntry("code", "credential_invalid");
        }
    }

    /// One client who reads what happens now, and one who asks for all that has happened and reads none of it: of
    /// that no more is read from the log than fits into the network's buffers.
    @Test
    void whoDoesNotReadHoldsNobodyUpAndFillsNoMemory() throws Exception {
        events.customer("pos:1");
        inShop("insert into change (shop_id, customer_id, kind, operation, reason, at) select"
                + " current_setting('app.shop')::int, gen_random_uuid(), 'profile', 'updated', 'data', clock_timestamp()"
                + " from generate_series(1, 40000)");
        Eventually.holds(() -> !events.page(Map.of("latest", true)).extract().<Boolean>path("more"));
        var sent = statements.of("silent " + shop.key());
        try (var silent = new Socket();
                var client = SseClient.open(shop.secret(), "latest=true&type=tag.*", null)) {
            silent.setReceiveBufferSize(4_096);
            silent.connect(new InetSocketAddress("localhost", RestAssured.port));
            silent.getOutputStream()
                    .write(("GET /v1/changes HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                                    + "X-Count-Statements: silent " + shop.key() + "\r\n"
                                    + "Authorization: Bearer " + shop.secret() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            Eventually.holds(() -> !client.lastId().isEmpty() && pages(sent) > 0);
            var delays = new ArrayList<Long>();
            for (int i = 0; i < 60; i++) {
                if (i % 2 == 0) {
                    events.tag("pos:1", "b");
                } else {
                    events.untag("pos:1", "b");
                }
                var answered = System.nanoTime();
                delays.add((client.await(i + 1).get(i).at() - answered) / 1_000);
            }
            delays.sort(null);
            LOG.infof(
                    "From the answer of a write to its event at the client: median %.1f ms, 95%% %.1f ms, most %.1f ms",
                    delays.get(30) / 1e3, delays.get(57) / 1e3, delays.get(59) / 1e3);
            assertThat(delays.get(57)).isLessThan(3_000_000);
            assertThat(new HashSet<>(client.received())).hasSize(60);
            assertThat(pages(sent)).isBetween(1L, 120L);
        }
    }

    /// Of 200 there are.
    private static long pages(Queue<String> sent) {
        return sent.stream().filter(sql -> sql.contains("from feed_counter f")).count();
    }

    /// It is heard of as it is numbered, and found where it was not numbered before the replica ended.
    @Test
    void whatOtherReplicasWriteIsTold() throws Exception {
        var told = new ConcurrentLinkedQueue<Long>();
        var here = new Shop(
                shopId(), shop.key(), Currency.getInstance("CNY"), ZoneOffset.UTC, DayOfWeek.MONDAY, null, false);
        try (var watch = signals.watch(here, told::add);
                var client = SseClient.open(shop.secret(), "latest=true", null)) {
            assertThat(watch).isNotNull();
            inShop("select pg_notify('kequn_changes', '" + shopId() + " 999999')");
            Eventually.holds(() -> told.contains(999_999L));

            inShop(
                    "insert into change (shop_id, customer_id, kind, operation, reason, at) values"
                            + " (current_setting('app.shop')::int, gen_random_uuid(), 'profile', 'added', 'data', clock_timestamp())");
            assertThat(client.await(1).getFirst().name()).isEqualTo("customer.created.v1");

            assertThat(
                            number(
                                    "select count(pg_terminate_backend(pid)) from pg_stat_activity where pid <> pg_backend_pid()"
                                            + " and query in ('listen kequn_changes', 'select 1') and datname = current_database()"))
                    .isPositive();
            Eventually.holds(() -> {
                inShop("select pg_notify('kequn_changes', '" + shopId() + " 9999999')");
                return told.contains(9_999_999L);
            });
        }
    }

    private int shopId() {
        return (int) number("select id from shop where key = '" + shop.key() + "'");
    }

    private long number(String sql) {
        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void inShop(String sql) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection
                    .createStatement()
                    .execute(
                            "select set_config('app.shop', id::text, true) from shop where key = '" + shop.key() + "'");
            connection.createStatement().execute(sql);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void eventsRebuildTheState() {
        for (int i = 0; i < 5; i++) {
            events.customer("pos:" + i);
        }
        try (var client = SseClient.open(shop.secret(), "", null)) {
            var random = new Random(SEED);
            for (int i = 0; i < 60; i++) {
                var customer = "pos:" + random.nextInt(5);
                switch (random.nextInt(5)) {
                    case 0, 1, 2 -> events.tag(customer, random.nextBoolean() ? "a" : "b");
                    case 3 -> shop.given().delete("/v1/customers/" + customer + "/tags/a");
                    default ->
                        shop.given()
                                .body(Map.of("from", "pos:" + random.nextInt(5)))
                                .post("/v1/customers/" + customer + "/merge");
                }
            }
            client.await(events.all(Map.of(), 1_000).size());

            assertThat(Following.rebuilt(
                            client.received().stream().map(Received::body).toList()))
                    .as("seed %d", SEED)
                    .isEqualTo(events.shown());
        }
    }
}
