package io.kequn.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.level.LevelPrograms;
import io.kequn.segment.Segments;
import io.kequn.tagrule.TagRules;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A client that follows a feed ends with what the shop has, whatever happens meanwhile.
@KequnTest
class SyncTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int CUSTOMERS = 10;
    private static final List<String> TAGS = List.of("a", "b", "c", "d");
    private static final List<String> FEEDS = List.of("customer-tags", "segments", "levels", "points", "customers");

    @Inject
    DataSource database;

    private TestShop shop;
    private Segments segments;

    @BeforeEach
    void openShop() {
        shop = TestShop.create();
        segments = new Segments(shop);
        new TagRules(shop).define("a", "b", "c", "d");
        for (int i = 0; i < CUSTOMERS; i++) {
            segments.customer("pos:" + i, "Oslo");
        }
    }

    /// Eight writers, of whom two keep their transactions open, and clients who are killed now and then.
    @Test
    void noChangeIsEverLeftOut() throws Exception {
        segments.publish("rich", "amount_spent > 100");
        segments.publish("tagged", "customer_tags CONTAINS 'a'");
        new LevelPrograms(shop).publish("club", List.of("base", "gold: amount_spent > 200"), Map.of());
        var feeds = List.of("customer-tags", "segments", "levels", "points");
        var clients = new ArrayList<SyncClient>();
        feeds.forEach(feed -> clients.add(new SyncClient(shop, feed, Map.of())));
        var fromTheFloor = new SyncClient(shop, "customer-tags", Map.of());
        fromTheFloor.follow(1_000);
        var scoped = new SyncClient(shop, "customer-tags", Map.of("segment", "rich"));

        var stopped = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(13)) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < 6; i++) {
                var random = new Random(SEED + i);
                running.add(threads.submit(until(stopped, () -> happens(random))));
            }
            for (int i = 0; i < 2; i++) {
                var random = new Random(SEED + 10 + i);
                var writer = new LateWriter(database, shop, id("pos:" + i), "d");
                running.add(threads.submit(until(stopped, () -> writer.write(random))));
            }
            for (var client : clients) {
                var random = new Random(SEED + 20 + clients.indexOf(client));
                running.add(threads.submit(
                        until(stopped, () -> client.pull(1 + random.nextInt(40), random.nextInt(5) > 0))));
            }
            running.add(threads.submit(until(stopped, () -> scoped.pull(7))));
            Thread.sleep(8_000);
            stopped.set(true);
            for (var each : running) {
                each.get();
            }
        }

        for (int i = 0; i < feeds.size(); i++) {
            clients.get(i).follow(50);
            assertThat(clients.get(i).copy())
                    .as("seed %d, %s", SEED, feeds.get(i))
                    .isEqualTo(shown(feeds.get(i)));
        }
        fromTheFloor.follow(50);
        assertThat(fromTheFloor.copy()).as("seed %d, from the floor", SEED).isEqualTo(shown("customer-tags"));
        scoped.follow(7);
        var members = new ArrayList<String>(
                shop.given().get("/v1/segments/rich/members?limit=200").path("items.customer.id"));
        var expected = new TreeMap<>(shown("customer-tags"));
        expected.keySet().retainAll(members);
        assertThat(scoped.copy()).as("seed %d, of a segment", SEED).isEqualTo(expected);
    }

    private interface Work {
        void run() throws Exception;
    }

    private static Callable<Void> until(AtomicBoolean stopped, Work work) {
        return () -> {
            while (!stopped.get()) {
                work.run();
            }
            return null;
        };
    }

    private void happens(Random random) {
        var customer = "/v1/customers/pos:" + random.nextInt(CUSTOMERS);
        var tag = TAGS.get(random.nextInt(3));
        switch (random.nextInt(9)) {
            case 0, 1 -> shop.given().body(Map.of()).put(customer + "/tags/" + tag);
            case 2, 3 -> shop.given().delete(customer + "/tags/" + tag);
            case 4, 5 ->
                segments.order(
                        "pos:" + random.nextInt(CUSTOMERS),
                        "o" + random.nextInt(1_000_000_000),
                        random.nextInt(60) + ".00");
            case 6 ->
                shop.given()
                        .body(Map.of("points", 1 + random.nextInt(50), "reason", "gift"))
                        .post(customer + "/points/earn");
            case 7 -> {
                if (random.nextInt(8) == 0) {
                    shop.given()
                            .body(Map.of("from", "pos:" + random.nextInt(CUSTOMERS)))
                            .post(customer + "/merge");
                } else {
                    shop.given().body(Map.of("points", 5)).post(customer + "/points/freeze");
                }
            }
            default -> {
                if (random.nextInt(8) == 0) {
                    shop.given().delete(customer);
                } else {
                    shop.given()
                            .body(Map.of("customers", List.of("pos:1", "pos:2", "pos:3")))
                            .post("/v1/tags/" + tag + "/assignments");
                }
            }
        }
    }

    private String id(String customer) {
        return shop.given().get("/v1/customers/" + customer).path("id");
    }

    /// What the service shows of everybody.
    private Map<String, Map<String, String>> shown(String feed) {
        var all = new TreeMap<String, Map<String, String>>();
        List<String> ids = shop.given().get("/v1/customers?limit=200").path("items.id");
        for (var id : ids) {
            var path = "/v1/customers/" + id;
            var held = new TreeMap<String, String>();
            switch (feed) {
                case "customer-tags" ->
                    shop.given()
                            .get(path + "/tags")
                            .jsonPath()
                            .<Map<String, String>>getList("items")
                            .forEach(tag -> held.put(tag.get("key"), tag.get("source")));
                case "segments" ->
                    shop.given()
                            .get(path + "/segments")
                            .jsonPath()
                            .<String>getList("items.key")
                            .forEach(key -> held.put(key, "member"));
                case "levels" ->
                    held.put("club", shop.given().get(path + "/levels/club").path("level.key"));
                default -> {
                    var points = shop.given().get(path + "/points").jsonPath();
                    if (points.getInt("balance") + points.getInt("frozen") > 0) {
                        held.put("null", points.getInt("balance") + "/" + points.getInt("frozen"));
                    }
                }
            }
            if (!held.isEmpty()) {
                all.put(id, held);
            }
        }
        return all;
    }

    @Test
    void firstComesAllThereIsAndThenWhatChanges() {
        tag("pos:1", "a");
        tag("pos:2", "a");
        tag("pos:2", "b");
        var first = pull("customer-tags", Map.of("limit", 2))
                .body("items", hasSize(2))
                .body("items.operation", everyItem(is("upsert")))
                .body("items.number", everyItem(nullValue()))
                .body("more", is(true));
        String token = first.extract().path("token");
        tag("pos:3", "c");
        shop.given().delete("/v1/customers/" + id("pos:2") + "/tags/b").then().statusCode(200);
        var client = new SyncClient(shop, "customer-tags", Map.of());
        client.follow(2);
        assertThat(client.copy())
                .isEqualTo(Map.of(
                        id("pos:1"), Map.of("a", "api"),
                        id("pos:2"), Map.of("a", "api"),
                        id("pos:3"), Map.of("c", "api")));
        var second = pull("customer-tags", Map.of("limit", 2, "since", token));
        pull("customer-tags", Map.of("since", second.extract().<String>path("token")))
                .body("items.operation", is(List.of("upsert", "removed")))
                .body("items.key", is(List.of("c", "b")))
                .body("items.reason", everyItem(is("manual")))
                .body("more", is(false));
    }

    private void tag(String customer, String tag) {
        shop.given()
                .body(Map.of())
                .put("/v1/customers/" + customer + "/tags/" + tag)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse pull(String feed, Map<String, ?> query) {
        return shop.given().queryParams(query).get("/v1/sync/" + feed).then().statusCode(200);
    }

    @Test
    void latestLeavesOutWhatThereIs() {
        tag("pos:1", "a");
        var client = SyncClient.latest(shop, "customer-tags");
        client.follow(10);
        assertThat(client.copy()).isEmpty();
        tag("pos:1", "b");
        client.follow(10);
        assertThat(client.copy()).isEqualTo(Map.of(id("pos:1"), Map.of("b", "api")));
    }

    /// More than a reader numbers itself: as a build leaves them.
    @Test
    void manyChangesAtOnceAreFollowedToTheEnd() throws SQLException {
        var client = SyncClient.latest(shop, "segments");
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "select set_config('app.shop', id::text, true) from shop where key = '" + shop.key() + "'");
            statement.execute("insert into change (shop_id, customer_id, kind, operation, reason, at) select"
                    + " current_setting('app.shop')::int, gen_random_uuid(), 'profile', 'updated', 'data', clock_timestamp()"
                    + " from generate_series(1, 12000)");
            connection.commit();
        }
        segments.publish("all", "TRUE");
        client.follow(100);
        assertThat(client.copy()).hasSize(CUSTOMERS);
        var latest = SyncClient.latest(shop, "segments");
        assertThat(latest.pull(10)).isFalse();
        assertThat(latest.copy()).isEmpty();
    }

    @Test
    void whoeverLeavesTheScopeIsTakenAwayAndWhoeverEntersItComesWhole() {
        tag("pos:1", "a");
        tag("pos:2", "b");
        tag("pos:2", "c");
        segments.publish("rich", "amount_spent > 100");
        segments.order("pos:1", "1", "200.00");
        var client = new SyncClient(shop, "customer-tags", Map.of("segment", "rich"));
        client.follow(1);
        assertThat(client.copy()).isEqualTo(Map.of(id("pos:1"), Map.of("a", "api")));
        segments.order("pos:2", "2", "200.00");
        shop.given()
                .body(Map.of("occurredAt", "2026-01-06T10:00:00+08:00"))
                .post("/v1/orders/pos:1/cancellation")
                .then()
                .statusCode(200);
        client.follow(1);
        assertThat(client.copy()).isEqualTo(Map.of(id("pos:2"), Map.of("b", "api", "c", "api")));
    }

    @Test
    void scopesOfCustomersAndOfATagGroup() {
        shop.given().body(Map.of("name", "g")).put("/v1/tag-groups/g").then().statusCode(201);
        shop.given()
                .body(Map.of("name", "x", "groupKey", "g"))
                .put("/v1/tags/x")
                .then()
                .statusCode(201);
        tag("pos:1", "x");
        tag("pos:1", "a");
        tag("pos:2", "x");
        var client = new SyncClient(shop, "customer-tags", Map.of("tagGroup", "g", "customer", id("pos:1")));
        client.follow(1);
        tag("pos:3", "x");
        client.follow(1);
        assertThat(client.copy()).isEqualTo(Map.of(id("pos:1"), Map.of("x", "api")));
        shop.given()
                .body(Map.of("name", "y", "groupKey", "g"))
                .put("/v1/tags/y")
                .then()
                .statusCode(201);
        shop.given()
                .queryParams(Map.of("tagGroup", "g", "customer", id("pos:1"), "since", client.token()))
                .get("/v1/sync/customer-tags")
                .then()
                .statusCode(410)
                .body("code", is("sync_token_expired"));
    }

    @Test
    void deletedTagsMergedAndDeletedCustomersAreTold() {
        tag("pos:1", "a");
        tag("pos:2", "b");
        tag("pos:3", "c");
        var one = id("pos:1");
        var client = new SyncClient(shop, "customer-tags", Map.of());
        client.follow(100);
        shop.given().delete("/v1/tags/c?force=true").then().statusCode(200);
        Eventually.holds(() -> shop.given().get("/v1/tags/c").statusCode() == 404);
        shop.given()
                .body(Map.of("from", "pos:1"))
                .post("/v1/customers/pos:2/merge")
                .then()
                .statusCode(200);
        shop.given().delete("/v1/customers/pos:4").then().statusCode(200);
        var token = client.token();
        pull("customer-tags", Map.of("since", token))
                .body("items.find { it.operation == 'merged' }.customer", is(one))
                .body("items.find { it.operation == 'merged' }.mergedInto", is(id("pos:2")))
                .body("items.findAll { it.operation == 'erased' }.size()", is(1));
        client.follow(100);
        assertThat(client.copy()).isEqualTo(Map.of(id("pos:2"), Map.of("a", "api", "b", "api")));
    }

    /// Who saw the merger and then its undoing, who saw neither one before both were over, and who was in the middle of
    /// a page each time, ends with what a new client is given.
    @Test
    void undoneMergersLeaveNothingBehind() {
        segments.publish("rich", "amount_spent > 100");
        segments.publish("tagged", "customer_tags CONTAINS 'a'");
        new LevelPrograms(shop).publish("club", List.of("base", "gold: amount_spent > 100"), Map.of());
        for (int i = 0; i < 40; i++) {
            happensTo(1 + i % 2, new Random(SEED + i));
        }
        var clients = new ArrayList<SyncClient>();
        var late = new ArrayList<SyncClient>();
        for (var feed : FEEDS) {
            clients.add(new SyncClient(shop, feed, Map.of()));
            clients.add(new SyncClient(shop, feed, Map.of("segment", "rich")));
            clients.add(new SyncClient(shop, feed, Map.of("customer", id("pos:1"))));
            late.add(new SyncClient(shop, feed, Map.of()));
        }
        var halfway = new SyncClient(shop, "customer-tags", Map.of());
        clients.forEach(client -> client.follow(3));
        late.forEach(client -> client.follow(3));
        halfway.pull(1);

        String merger = shop.given()
                .body(Map.of("from", "pos:1"))
                .post("/v1/customers/pos:2/merge")
                .then()
                .statusCode(200)
                .extract()
                .path("merge.id");
        tag("pos:2", "d");
        segments.order("pos:2", "since", "30.00");
        clients.forEach(client -> client.follow(2));
        halfway.pull(1);
        shop.given()
                .body(Map.of())
                .post("/v1/customers/pos:2/merges/" + merger + "/undo")
                .then()
                .statusCode(200);

        late.addAll(clients);
        late.add(halfway);
        for (var client : late) {
            client.follow(2);
            var fresh = client.anew();
            fresh.follow(200);
            assertThat(client.copy()).as("seed %d, %s", SEED, client).isEqualTo(fresh.copy());
        }
        for (int i = 0; i < FEEDS.size() - 1; i++) {
            assertThat(clients.get(3 * i).copy())
                    .as("seed %d, %s", SEED, FEEDS.get(i))
                    .isEqualTo(shown(FEEDS.get(i)));
        }
    }

    private void happensTo(int customer, Random random) {
        var path = "/v1/customers/pos:" + customer;
        switch (random.nextInt(5)) {
            case 0, 1 -> tag("pos:" + customer, TAGS.get(random.nextInt(3)));
            case 2 ->
                segments.order("pos:" + customer, "o" + random.nextInt(1_000_000_000), random.nextInt(60) + ".00");
            case 3 ->
                shop.given()
                        .body(Map.of("points", 1 + random.nextInt(50)))
                        .post(path + "/points/earn")
                        .then()
                        .statusCode(200);
            default ->
                shop.given()
                        .contentType("application/merge-patch+json")
                        .body(Map.of("name", "Name " + random.nextInt(9)))
                        .patch(path)
                        .then()
                        .statusCode(200);
        }
    }

    @Test
    void profilesAreThoseOfCustomers() {
        var client = new SyncClient(shop, "customers", Map.of());
        client.follow(3);
        assertThat(client.copy()).hasSize(CUSTOMERS);
        shop.given()
                .body(Map.of("name", "Ada"))
                .contentType("application/merge-patch+json")
                .patch("/v1/customers/pos:1")
                .then()
                .statusCode(200);
        shop.given().delete("/v1/customers/pos:2").then().statusCode(200);
        client.follow(3);
        assertThat(client.copy()).hasSize(CUSTOMERS - 1).containsEntry(id("pos:1"), Map.of("null", "Ada"));
    }

    @Test
    void wrongTokensAndScopesAreRefused() throws SQLException {
        var token = SyncClient.latest(shop, "customer-tags").token();
        refused(Map.of("since", "nonsense"), "customer-tags", 400, "cursor_invalid");
        refused(Map.of("since", token), "segments", 400, "cursor_invalid");
        refused(Map.of("since", token, "customer", id("pos:1")), "customer-tags", 400, "cursor_invalid");
        refused(Map.of("segment", "rich"), "customer-tags", 404, "segment_not_found");
        refused(Map.of("since", token, "latest", true), "customer-tags", 400, "input_invalid");
        refused(Map.of("limit", 0), "customer-tags", 400, "input_invalid");
        refused(Map.of("customer", "pos:1"), "customer-tags", 400, "input_invalid");
        refused(Map.of("tagGroup", "nobody"), "customer-tags", 404, "tag_group_not_found");
        refused(Map.of("tagGroup", "nobody"), "segments", 400, "input_invalid");
        refused(Map.of(), "nothing", 404, "path_unknown");
        inShop("update feed_counter set floor = last_number + 1 where shop_id = $shop");
        refused(Map.of("since", token), "customer-tags", 410, "sync_token_expired");
    }

    /// As a restored backup has it: what the token counts on has not happened.
    @Test
    void tokenFromAfterTheBackupHasExpired() throws SQLException {
        tag("pos:1", "a");
        var token = SyncClient.latest(shop, "customer-tags").token();

        inShop("delete from change where shop_id = $shop and number ="
                + " (select last_number from feed_counter where shop_id = $shop)");
        inShop("update feed_counter set last_number = last_number - 1 where shop_id = $shop");

        refused(Map.of("since", token), "customer-tags", 410, "sync_token_expired");
    }

    private void inShop(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "select set_config('app.shop', id::text, true) from shop where key = '" + shop.key() + "'");
            statement.execute(sql.replace("$shop", "current_setting('app.shop')::int"));
            connection.commit();
        }
    }

    private void refused(Map<String, ?> query, String feed, int status, String code) {
        shop.given()
                .queryParams(query)
                .get("/v1/sync/" + feed)
                .then()
                .statusCode(status)
                .body("code", is(code));
    }
}
