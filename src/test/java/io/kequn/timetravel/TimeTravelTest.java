package io.kequn.timetravel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.layer.LayerSets;
import io.kequn.segment.Segments;
import io.kequn.tagrule.TagRules;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The past is what was read then: random days of a shop are noted as they pass, and asked for afterwards.
@KequnTest
class TimeTravelTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int CUSTOMERS = 8;
    private static final int STEPS = 10;

    /// How often something happens, and is read, before time passes.
    private static final int EACH = Boolean.getBoolean("long") ? 20 : 1;

    private final Random random = new Random(SEED);
    private TestShop shop;
    private Segments segments;
    private TagRules tags;
    private LayerSets layers;

    /// What was read at an instant: of each customer, by id, and of each segment, tag and layer.
    private record Snapshot(Instant at, Map<String, List<String>> customers, Map<String, List<String>> members) {}

    @BeforeEach
    void openShop() {
        shop = TestShop.createAt("2026-01-10T12:00");
        segments = new Segments(shop);
        tags = new TagRules(shop);
        layers = new LayerSets(shop);
    }

    @Test
    void everyPastInstantIsAsItWasReadThen() {
        for (int i = 0; i < CUSTOMERS; i++) {
            segments.customer("pos:" + i, "Oslo");
        }
        tags.define("vip");
        tags.rule("fresh", "last_order_date IN LAST 20d");
        segments.publish("rich", "amount_spent > 100");
        segments.publish("known", "customer_tags CONTAINS 'vip' OR customer_tags CONTAINS 'fresh'");
        layers.publish("value", List.of("high: amount_spent > 300", "mid: IN SEGMENT 'rich'"), "low");
        var snapshots = new ArrayList<Snapshot>();
        for (int step = 0; step < STEPS; step++) {
            for (int i = 0; i < EACH; i++) {
                happens(step * EACH + i);
                if (i > 0) {
                    snapshots.add(read());
                }
            }
            pass(Duration.ofHours(1 + random.nextInt(24 * 20)));
            snapshots.add(read());
        }

        var active = read().customers.keySet();
        for (var snapshot : snapshots) {
            var at = snapshot.at.toString();
            snapshot.customers.forEach((id, held) -> {
                var past = shop.given().queryParam("asOf", at).get("/v1/customers/" + id + "/memberships");
                if (past.statusCode() != 404) {
                    assertThat(held(past.then()))
                            .as("seed %d, %s at %s", SEED, id, at)
                            .isEqualTo(held);
                }
            });
            snapshot.members.forEach((what, members) -> assertThat(ids(members(what, at)))
                    .as("seed %d, %s at %s", SEED, what, at)
                    .isEqualTo(members.stream().filter(active::contains).toList()));
        }
    }

    private void happens(int step) {
        for (int i = 0; i < 3; i++) {
            segments.order(
                    "pos:" + random.nextInt(CUSTOMERS),
                    step + "-" + i,
                    20 + random.nextInt(90) + ".00",
                    now().toString());
        }
        var customer = "/v1/customers/pos:" + random.nextInt(CUSTOMERS);
        switch (random.nextInt(6)) {
            case 0, 1 -> shop.given().body(Map.of()).put(customer + "/tags/vip");
            case 2 -> shop.given().delete(customer + "/tags/vip");
            case 3 -> segments.publish("rich", "amount_spent > " + (50 + random.nextInt(200)));
            case 4 -> {
                if (step > STEPS * EACH / 2) {
                    shop.given()
                            .body(Map.of("from", "pos:" + random.nextInt(CUSTOMERS)))
                            .post(customer + "/merge");
                }
            }
            default -> shop.given().delete(customer + "/tags/fresh");
        }
    }

    private void pass(Duration time) {
        shop.advance(time);
        var until = now();
        Eventually.holds(() -> !Instant.parse(shop.given().get("/v1/shop/clock").path("evaluatedUntil"))
                .isBefore(until));
    }

    private Instant now() {
        return Instant.parse(shop.given().get("/v1/shop/clock").path("now"));
    }

    private Snapshot read() {
        List<String> ids = shop.given().get("/v1/customers?limit=200").path("items.id");
        var customers = new TreeMap<String, List<String>>();
        ids.forEach(id -> {
            var held = new ArrayList<String>();
            var path = "/v1/customers/" + id;
            shop.given()
                    .get(path + "/segments")
                    .jsonPath()
                    .<String>getList("items.key")
                    .forEach(key -> held.add("segment " + key));
            shop.given()
                    .get(path + "/tags")
                    .jsonPath()
                    .<String>getList("items.key")
                    .forEach(key -> held.add("tag " + key));
            var own = shop.given().get(path + "/layers").jsonPath();
            List<String> layer = own.getList("items.layer");
            layer.forEach(key -> held.add("layer " + key));
            customers.put(id, held);
        });
        var members = new LinkedHashMap<String, List<String>>();
        for (var key : List.of("rich", "known")) {
            members.put(
                    "segment=" + key,
                    ids(shop.given()
                            .get("/v1/segments/" + key + "/members?limit=200")
                            .then()));
        }
        members.put(
                "tag=vip",
                ids(shop.given().get("/v1/tags/vip/customers?limit=200").then()));
        members.put(
                "tag=fresh",
                ids(shop.given().get("/v1/tags/fresh/customers?limit=200").then()));
        for (var layer : List.of("high", "mid", "low")) {
            members.put(
                    "layerSet=value&layer=" + layer,
                    ids(shop.given()
                            .get("/v1/layer-sets/value/layers/" + layer + "/customers?limit=200")
                            .then()));
        }
        return new Snapshot(now(), customers, members);
    }

    private static List<String> held(ValidatableResponse past) {
        var held = new ArrayList<String>();
        var json = past.statusCode(200).extract().jsonPath();
        json.<String>getList("segments.key").forEach(key -> held.add("segment " + key));
        json.<String>getList("tags.key").forEach(key -> held.add("tag " + key));
        json.<String>getList("layers.layer").forEach(key -> held.add("layer " + key));
        return held;
    }

    private ValidatableResponse members(String what, String at) {
        return shop.given()
                .get("/v1/memberships?" + what + "&limit=200&asOf=" + at)
                .then()
                .statusCode(200);
    }

    private static List<String> ids(ValidatableResponse list) {
        return list.statusCode(200).extract().jsonPath().getList("items.customer.id");
    }

    @Test
    void pastTellsSinceWhenAndWhy() {
        tags.define("vip");
        segments.publish("rich", "amount_spent > 100");
        layers.publish("value", List.of("high: amount_spent > 100"), "low");
        segments.customer("pos:1", "Oslo");
        var before = now().toString();
        shop.advance(Duration.ofDays(3));
        var rich = now();
        segments.order("pos:1", "1", "200.00");
        shop.given().body(Map.of()).put("/v1/customers/pos:1/tags/vip");
        var after = now().toString();
        shop.advance(Duration.ofDays(3));
        shop.given().delete("/v1/customers/pos:1/tags/vip");

        ask("/v1/customers/pos:1/memberships", before)
                .body("asOf", is(before))
                .body("segments", empty())
                .body("tags", empty())
                .body("layers.layer", contains("low"));
        var past = ask("/v1/customers/pos:1/memberships", after)
                .body("segments.key", contains("rich"))
                .body("segments[0].reason", is("data"))
                .body("segments[0].ruleVersion", is(1))
                .body("tags.key", contains("vip"))
                .body("tags[0].reason", is("manual"))
                .body("tags[0].ruleVersion", nullValue())
                .body("layers[0].set", is("value"))
                .body("layers[0].layer", is("high"))
                .body("layers[0].since", notNullValue());
        assertThat(Instant.parse(past.extract().path("segments[0].since"))).isBetween(rich, Instant.parse(after));
        shop.given().get("/v1/customers/pos:1/memberships").then().body("tags", empty());
        ask("/v1/memberships?tag=vip&count=true", after)
                .body("items.customer.city", contains("Oslo"))
                .body("items[0].since", notNullValue())
                .body("page.total", is(1));
        ask("/v1/memberships?tag=vip&count=true", before).body("items", empty()).body("page.total", is(0));
        segments.ask("""
                {membersAsOf(segment: "rich", asOf: "%s") {nodes {city memberships(asOf: "%s") {layers {layer}}}}}\
                """.formatted(after, before))
                .body("data.membersAsOf.nodes[0].memberships.layers.layer", contains("low"));
    }

    @Test
    void pagesFollowEachOther() {
        tags.define("vip");
        for (int i = 0; i < 5; i++) {
            segments.customer("pos:" + i, "Oslo");
            shop.given().body(Map.of()).put("/v1/customers/pos:" + i + "/tags/vip");
        }
        var at = now().toString();
        shop.given().delete("/v1/customers/pos:2/tags/vip");
        shop.given().delete("/v1/customers/pos:3");

        var all = ids(ask("/v1/memberships?tag=vip", at));
        var paged = new ArrayList<String>();
        var next = "";
        while (next != null) {
            var page = ask("/v1/memberships?tag=vip&limit=2" + next, at);
            paged.addAll(ids(page));
            String after = page.extract().path("page.next");
            next = after == null ? null : "&after=" + after;
        }

        assertThat(all).hasSize(4).isEqualTo(paged);
    }

    @Test
    void unclearQuestionsAreRefused() {
        segments.customer("pos:1", "Oslo");
        refuse("/v1/customers/pos:1/memberships?asOf=yesterday", 400, "asOf");
        refuse("/v1/customers/pos:1/memberships?asOf=2999-01-01T00:00:00Z", 422, "asOf");
        refuse("/v1/memberships", 422, "segment");
        refuse("/v1/memberships?segment=a&tag=b", 422, "segment");
        refuse("/v1/memberships?layerSet=a", 422, "layer");
        for (var unknown : List.of("segment=none", "tag=none", "layerSet=none&layer=none")) {
            shop.given().get("/v1/memberships?" + unknown).then().statusCode(404);
        }
        shop.given().get("/v1/customers/pos:9/memberships").then().statusCode(404);
        shop.withScopes("customers:read", "segments:read")
                .given()
                .get("/v1/customers/pos:1/memberships")
                .then()
                .statusCode(403);
    }

    private void refuse(String path, int status, String pointer) {
        shop.given().get(path).then().statusCode(status).body("errors[0].pointer", is(pointer));
    }

    private ValidatableResponse ask(String path, String at) {
        return shop.given().queryParam("asOf", at).get(path).then().statusCode(200);
    }
}
