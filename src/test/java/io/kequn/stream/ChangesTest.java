package io.kequn.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.level.LevelPrograms;
import io.kequn.segment.Segments;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Events by pages: all of them, in order, and those that were asked for.
@KequnTest
class ChangesTest {
    @Inject
    DataSource database;

    private Following events;
    private TestShop shop;

    @BeforeEach
    void openShop() {
        events = Following.open();
        shop = events.shop();
    }

    @Test
    void eventIsACloudEventAndHoldsNoPersonalData() {
        var id = events.customer("pos:1");
        events.tag("pos:1", "a");

        events.page(Map.of("type", "tag.*"))
                .statusCode(200)
                .body("items.size()", is(1))
                .body("items[0].specversion", is("1.0"))
                .body("items[0].source", is("/shops/" + shop.key()))
                .body("items[0].type", is("tag.assigned.v1"))
                .body("items[0].subject", is("customers/" + id))
                .body("items[0].datacontenttype", is("application/json"))
                .body("items[0].partitionkey", is(id))
                .body(
                        "items[0].data",
                        is(Map.of(
                                "customerId",
                                id,
                                "tag",
                                "a",
                                "reason",
                                "manual",
                                "cause",
                                events.page(Map.of("type", "tag.*")).extract().path("items[0].data.cause"))))
                .body("more", is(false));
        assertThat(events.page(Map.of()).extract().asString())
                .doesNotContain("Oslo")
                .doesNotContain("pos:1");
    }

    @Test
    void everyKindOfChangeIsTold() {
        new LevelPrograms(shop).publish("club", List.of("base", "gold: amount_spent > 200"), Map.of());
        shop.given()
                .body(Map.of(
                        "name", "n",
                        "layers", List.of(Map.of("key", "rich", "name", "n", "rule", "amount_spent > 100")),
                        "residual", Map.of("key", "rest", "name", "n")))
                .put("/v1/layer-sets/value")
                .then()
                .statusCode(201);
        shop.given().post("/v1/layer-sets/value/publish").then().statusCode(200);
        Eventually.holds(
                () -> "ready".equals(shop.given().get("/v1/layer-sets/value").path("status")));
        var one = events.customer("pos:1");
        var two = events.customer("pos:2");
        var three = events.customer("pos:3");
        shop.given()
                .body(Map.of("expiresAt", "2126-01-01T00:00:00Z"))
                .put("/v1/customers/pos:1/tags/a")
                .then()
                .statusCode(200);
        events.tag("pos:1", "a");
        new Segments(shop).order("pos:2", "1", "300.00").statusCode(201);
        shop.given()
                .body(Map.of("points", 7, "reason", "gift"))
                .post("/v1/customers/pos:2/points/earn")
                .then()
                .statusCode(200);
        shop.given()
                .contentType("application/merge-patch+json")
                .body(Map.of("city", "Bergen"))
                .patch("/v1/customers/pos:1")
                .then()
                .statusCode(200);
        events.untag("pos:1", "a");
        shop.given()
                .body(Map.of("from", "pos:1"))
                .post("/v1/customers/pos:2/merge")
                .then()
                .statusCode(200);
        String merger = shop.given().get("/v1/customers/pos:2/merges").path("items[0].id");
        shop.given()
                .body(Map.of())
                .post("/v1/customers/pos:2/merges/" + merger + "/undo")
                .then()
                .statusCode(200);
        shop.given().delete("/v1/customers/pos:3").then().statusCode(200);

        var all = events.all(Map.of(), 1_000);
        assertThat(Following.types(all))
                .containsAll(
                        Arrays.stream(EventType.values()).map(EventType::text).toList());
        assertThat(told(all, "layer.moved.v1", two))
                .anySatisfy(data -> assertThat(data)
                        .containsEntry("layerSet", "value")
                        .containsEntry("from", "rest")
                        .containsEntry("to", "rich")
                        .containsEntry("ruleVersion", 1));
        assertThat(told(all, "level.changed.v1", two))
                .anySatisfy(data -> assertThat(data)
                        .containsEntry("levelProgram", "club")
                        .containsEntry("from", "base")
                        .containsEntry("to", "gold"));
        assertThat(told(all, "points.changed.v1", two).getFirst())
                .containsEntry("points", Map.of("balance", 7, "pending", 0, "frozen", 0));
        assertThat(told(all, "customer.updated.v1", one).getFirst()).containsEntry("changed", List.of("city"));
        assertThat(told(all, "customer.merged.v1", one).getFirst()).containsEntry("mergedInto", two);
        assertThat(told(all, "customer.restored.v1", one).getFirst()).containsEntry("mergedFrom", two);
        assertThat(told(all, "customer.absorbed.v1", two).getFirst()).containsEntry("mergedFrom", one);
        assertThat(told(all, "customer.erased.v1", three).getFirst()).containsEntry("reason", "erase");
    }

    private static List<Map<String, Object>> told(List<Map<String, Object>> all, String type, String customer) {
        return all.stream()
                .filter(event -> type.equals(event.get("type")))
                .map(Following::data)
                .filter(data -> customer.equals(data.get("customerId")))
                .toList();
    }

    /// Writers at once, and a reader with pages of three meanwhile.
    @Test
    void pagesGiveEveryEventOnceInOrder() throws Exception {
        for (int i = 0; i < 4; i++) {
            events.customer("pos:" + i);
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            var writers = IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> {
                        for (int j = 0; j < 6; j++) {
                            events.tag("pos:" + i, j % 3 == 0 ? "b" : "a");
                            events.untag("pos:" + i, j % 3 == 0 ? "b" : "a");
                        }
                        events.tag("pos:" + i, "a");
                    }))
                    .toList();
            for (var writer : writers) {
                writer.get();
            }
        }
        var all = events.all(Map.of(), 3);
        var numbers = all.stream()
                .map(event -> Long.parseLong((String) event.get("sequence")))
                .toList();
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, all.size())
                        .mapToObj(i -> (long) i)
                        .toList());
        assertThat(all.stream().map(event -> event.get("id"))).doesNotHaveDuplicates();
        assertThat(all.stream().map(event -> (String) event.get("sequence"))).isSorted();
        assertThat(Following.rebuilt(all)).isEqualTo(events.shown());
        assertThat(events.all(Map.of(), 1_000)).isEqualTo(all);
    }

    @Test
    void filtersGiveWhatIsAskedFor() {
        new Segments(shop).publish("of-b", "customer_tags CONTAINS 'b'");
        var one = events.customer("pos:1");
        var two = events.customer("pos:2");
        events.tag("pos:1", "a");
        events.tag("pos:1", "b");
        events.tag("pos:2", "b");
        var all = events.all(Map.of(), 1_000);
        assertThat(all).hasSize(8);

        assertThat(told(Map.of("type", "tag.*"))).isEqualTo(List.of(one + " a", one + " b", two + " b"));
        assertThat(told(Map.of("type", "segment.member.entered.v1")))
                .isEqualTo(List.of(one + " of-a", one + " of-b", two + " of-b"));
        assertThat(told(Map.of("type", "segment.member.left.v1"))).isEmpty();
        assertThat(told(Map.of("type", List.of("tag.*", "customer.created.v1"))))
                .hasSize(5);
        assertThat(told(Map.of("segment", "of-b"))).isEqualTo(List.of(one + " of-b", two + " of-b"));
        assertThat(told(Map.of("tag", "a"))).isEqualTo(List.of(one + " a"));
        assertThat(told(Map.of("tagGroup", "g"))).isEqualTo(List.of(one + " b", two + " b"));
        assertThat(told(Map.of("tagGroup", "g", "tag", "a"))).hasSize(3);
        assertThat(told(Map.of("tag", "a", "segment", "of-b"))).hasSize(3);
        assertThat(told(Map.of("tag", "a", "type", List.of("tag.*", "customer.*"))))
                .hasSize(3);
        assertThat(told(Map.of("customer", two))).hasSize(3);
        assertThat(told(Map.of("customer", List.of(one, two)))).hasSize(8);
        assertThat(told(Map.of("customer", two, "tagGroup", "g"))).isEqualTo(List.of(two + " b"));
        assertThat(events.all(Map.of("customer", two), 1)).hasSize(3);
    }

    private List<String> told(Map<String, ?> query) {
        return events.all(query, 1_000).stream()
                .map(Following::data)
                .map(data -> data.get("customerId") + " " + data.getOrDefault("tag", data.get("segment")))
                .toList();
    }

    @Test
    void whatIsGoneIsStillCalledByItsName() {
        events.customer("pos:1");
        events.tag("pos:1", "a");
        events.tag("pos:1", "b");
        shop.given().post("/v1/segments/of-a/archive").then().statusCode(200);
        Eventually.holds(() -> shop.given().get("/v1/segments/of-a").<Integer>path("memberCount") == 0);
        Eventually.holds(() -> shop.given().delete("/v1/segments/of-a").statusCode() == 204);
        for (var tag : List.of("a", "b")) {
            shop.given().delete("/v1/tags/" + tag + "?force=true").then().statusCode(200);
            Eventually.holds(() -> shop.given().get("/v1/tags/" + tag).statusCode() == 404);
        }

        assertThat(Following.types(events.all(Map.of("segment", "of-a"), 100)))
                .isEqualTo(List.of("segment.member.entered.v1", "segment.member.left.v1"));
        assertThat(events.all(Map.of("tagGroup", "g"), 100))
                .hasSize(2)
                .allSatisfy(event -> assertThat(Following.data(event)).containsEntry("tag", "b"));
    }

    @Test
    void keySeesWhatItMayAndIsToldWhatItMayNot() {
        events.customer("pos:1");
        events.tag("pos:1", "a");
        var tags = new Following(shop.withScopes("tags:read"));

        assertThat(Following.types(tags.all(Map.of(), 100))).isEqualTo(List.of("tag.assigned.v1"));
        tags.page(Map.of("type", "segment.*")).statusCode(403).body("detail", containsString("segments:read"));
        tags.page(Map.of("segment", "of-a")).statusCode(403);
        new Following(shop.withScopes("shop:read")).page(Map.of()).statusCode(403);
        var other = TestShop.create();
        assertThat(new Following(other).all(Map.of(), 10)).isEmpty();
        String token = events.page(Map.of()).extract().path("token");
        new Following(other).page(Map.of("since", token)).statusCode(400).body("code", is("cursor_invalid"));
    }

    @Test
    void wrongRequestsAreRefused() {
        String token = events.page(Map.of()).extract().path("token");
        events.page(Map.of("type", "tag.asigned.v1"))
                .statusCode(400)
                .body("errors.pointer", contains("type"))
                .body("detail", containsString("did you mean `tag.assigned.v1`"));
        events.page(Map.of("type", "nothing.*")).statusCode(400);
        events.page(Map.of("segment", "none")).statusCode(422).body("errors.pointer", contains("segment"));
        events.page(Map.of("tagGroup", "none")).statusCode(422);
        events.page(Map.of("levelProgram", "none")).statusCode(422);
        events.page(Map.of("customer", "pos:1")).statusCode(400);
        events.page(Map.of("type", "tag.*", "segment", "of-a")).statusCode(400);
        events.page(Map.of("since", token, "latest", true)).statusCode(400);
        events.page(Map.of("since", token, "type", "tag.*")).statusCode(400).body("code", is("cursor_invalid"));
        events.page(Map.of("limit", 0)).statusCode(400);
        events.page(Map.of(
                        "customer",
                        IntStream.range(0, 101)
                                .mapToObj(i -> "00000000-0000-0000-0000-%012d".formatted(i))
                                .toList()))
                .statusCode(400);
    }

    @Test
    void latestLeavesOutWhatHasHappened() {
        events.customer("pos:1");
        String token = events.page(Map.of("latest", true))
                .body("items", empty())
                .body("more", is(false))
                .extract()
                .path("token");
        events.tag("pos:1", "b");

        events.page(Map.of("since", token)).body("items.type", contains("tag.assigned.v1"));
    }

    /// A filter that lets nothing through looks on all the same, and never at too much at a time.
    @Test
    void positionMovesOnWhereNothingIsFound() throws SQLException {
        log(45_000);
        var query = Map.of("type", "tag.*");
        Eventually.holds(() -> !events.page(Map.of("latest", true)).extract().<Boolean>path("more"));
        String first = events.page(query)
                .body("items", empty())
                .body("more", is(true))
                .extract()
                .path("token");
        String second = events.page(Map.of("type", "tag.*", "since", first))
                .body("more", is(true))
                .extract()
                .path("token");
        events.page(Map.of("type", "tag.*", "since", second)).body("more", is(false));
    }

    @Test
    void tokenBelowTheFloorHasExpired() throws SQLException {
        events.customer("pos:1");
        String token = events.page(Map.of("limit", 1)).extract().path("token");
        inShop("update feed_counter set floor = 2 where shop_id = $shop");

        events.page(Map.of("since", token)).statusCode(410).body("code", is("sync_token_expired"));
        events.page(Map.of()).statusCode(200);
    }

    /// As a restored backup has it: what the token counts on has not happened.
    @Test
    void tokenFromAfterTheBackupHasExpired() throws SQLException {
        events.customer("pos:1");
        String token = events.page(Map.of("latest", true)).extract().path("token");
        inShop("delete from change where shop_id = $shop and number ="
                + " (select last_number from feed_counter where shop_id = $shop)");
        inShop("update feed_counter set last_number = last_number - 1 where shop_id = $shop");

        events.page(Map.of("since", token)).statusCode(410).body("code", is("sync_token_expired"));
    }

    /// Nobody reads, and nobody follows.
    @Test
    void changesAreNumberedSoonAfterTheyCommit() {
        events.customer("pos:1");

        Eventually.holds(() -> unnumbered() == 0);
    }

    private long unnumbered() {
        try (var connection = database.getConnection()) {
            enter(connection);
            var rows = connection.createStatement().executeQuery("select count(*) from change where number is null");
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void log(int changes) throws SQLException {
        inShop("insert into change (shop_id, customer_id, kind, operation, reason, at) select"
                + " current_setting('app.shop')::int, gen_random_uuid(), 'profile', 'updated', 'data', clock_timestamp()"
                + " from generate_series(1, " + changes + ")");
    }

    private void inShop(String sql) throws SQLException {
        try (var connection = database.getConnection()) {
            enter(connection);
            connection.createStatement().execute(sql.replace("$shop", "current_setting('app.shop')::int"));
            connection.commit();
        }
    }

    private void enter(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection
                .createStatement()
                .execute("select set_config('app.shop', id::text, true) from shop where key = '" + shop.key() + "'");
    }
}
