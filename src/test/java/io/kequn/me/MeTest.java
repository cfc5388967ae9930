package io.kequn.me;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.level.LevelPrograms;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a customer reads of itself, and what it does not.
@KequnTest
class MeTest {
    private static final String SECRET = "operators only";

    private TestShop shop;
    private String token;

    @BeforeEach
    void begin() {
        shop = TestShop.create();
        shop.given()
                .body(Map.of("name", "Kim", "phone", "+8613800138000", "occupation", SECRET))
                .put("/v1/customers/pos:1")
                .then()
                .statusCode(201);
        token = shop.given()
                .body("{}")
                .post("/v1/customers/pos:1/access-tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    @Test
    void cardShowsTheProfileAndWhatIsPublic() {
        put("tags/open", Map.of("name", "Open", "public", true));
        put("tags/hidden", Map.of("name", SECRET));
        shop.given()
                .body(Map.of("add", List.of("open", "hidden")))
                .patch("/v1/customers/pos:1/tags")
                .then()
                .statusCode(200);
        segment("open", Map.of("name", "Open", "public", true, "benefits", List.of(Map.of("kind", "free_shipping"))));
        segment("hidden", Map.of("name", SECRET, "benefits", List.of(Map.of("kind", "text", "text", SECRET))));
        layers("open", Map.of("public", true));
        layers("hidden", Map.of());

        mine("").body("name", is("Kim"))
                .body("phone", is("+8613800138000"))
                .body("tags.key", is(List.of("open")))
                .body("tags[0]", not(hasKey("source")))
                .body("segments.key", is(List.of("open")))
                .body("segments[0]", not(hasKey("override")))
                .body("layers.set", is(List.of("open")))
                .body("benefits.items.source.key", is(List.of("open")))
                .body("points.balance", is(0));
        assertThat(mine("").extract().asString()).doesNotContain(SECRET);
        var asked = graphQL("{ me { name phone tags { key } segments { key } layers { set } benefits { items { source"
                        + " { key } } } points { balance } } }")
                .body("data.me.tags.key", is(List.of("open")))
                .body("data.me.segments.key", is(List.of("open")))
                .body("data.me.layers.set", is(List.of("open")))
                .extract()
                .asString();
        assertThat(asked).doesNotContain(SECRET);
    }

    @Test
    void whatIsPublicIsChangedByPatchGraphQLAndFilesOfRules() {
        put("tags/a", Map.of("name", "A"));
        put("segments/a", Map.of("name", "A", "kind", "static"));
        put("layer-sets/a", Map.of("name", "A", "layers", List.of(), "residual", Map.of("key", "all", "name", "All")));

        for (var address : List.of("tags/a", "segments/a", "layer-sets/a")) {
            shop.given().get("/v1/" + address).then().body("public", is(false));
            shop.given()
                    .body(Map.of("public", true))
                    .patch("/v1/" + address)
                    .then()
                    .statusCode(200)
                    .body("public", is(true));
        }
        var file =
                shop.given().accept("application/yaml").get("/v1/rules/export").asString();
        assertThat(file.split("public: true", -1)).hasSize(4);
        shop.given()
                .contentType("application/yaml")
                .body(file.replace("public: true", "public: false").getBytes(StandardCharsets.UTF_8))
                .post("/v1/rules/apply")
                .then()
                .statusCode(200)
                .body("items.findAll { it.action == 'change' }.changes", is(Collections.nCopies(3, List.of("public"))));
        for (var mutation : List.of("tagUpdate", "segmentUpdate", "layerSetUpdate")) {
            var payload = mutation.replace("Update", "");
            shop.given()
                    .body(Map.of(
                            "query",
                            "mutation { " + mutation + "(input: {key: \"a\", public: true}) { " + payload
                                    + " { public } userErrors { code } } }"))
                    .post("/graphql")
                    .then()
                    .body("data." + mutation + "." + payload + ".public", is(true));
        }
    }

    @Test
    void ordersAndPointsAreTheCustomersOwnAndWithoutNotes() {
        shop.given()
                .body(Map.of("name", "Lee"))
                .put("/v1/customers/pos:2")
                .then()
                .statusCode(201);
        order("1", "pos:1");
        order("2", "pos:2");
        shop.given()
                .body(Map.of(
                        "externalId",
                        "r1",
                        "occurredAt",
                        "2026-01-06T10:00:00+08:00",
                        "reason",
                        SECRET,
                        "amount",
                        Map.of("amount", "1.00", "currency", "CNY")))
                .post("/v1/orders/pos:1/refunds")
                .then()
                .statusCode(200);
        for (var who : List.of("pos:1", "pos:2")) {
            shop.given()
                    .body(Map.of("points", 7, "reason", SECRET, "note", SECRET))
                    .post("/v1/customers/" + who + "/points/earn")
                    .then()
                    .statusCode(200);
        }

        mine("/orders")
                .body("items.externalId", is(List.of("1")))
                .body("items[0].refunds[0].amount.amount", is("1.00"))
                .body("items[0].lines[0].productId", is("tea"));
        mine("/orders?count=true").body("page.total", is(1));
        mine("/points").body("balance", is(7));
        mine("/points/ledger").body("items.points", is(List.of(7)));
        mine("/points/ledger?count=true").body("page.total", is(1));
        for (var below : List.of("/orders", "/points", "/points/ledger")) {
            assertThat(mine(below).extract().asString()).doesNotContain(SECRET);
        }
        graphQL("{ me { numberOfOrders orders(first: 5) { nodes { externalId history { status } } pageInfo {"
                        + " hasNextPage } } pointsLedger { nodes { points kind } } points { available } } }")
                .body("errors", nullValue())
                .body("data.me.orders.nodes.externalId", is(List.of("1")))
                .body("data.me.pointsLedger.nodes.points", is(List.of(7)))
                .body("data.me.points.available", is(7));
    }

    @Test
    void theWayToTheNextLevelIsToldWithoutTheRules() {
        var levels = new LevelPrograms(shop);
        put("tags/hidden", Map.of("name", SECRET));
        levels.publish(
                "club",
                List.of("regular", "gold: amount_spent >= 100 AND customer_tags NOT CONTAINS 'hidden'"),
                Map.of());
        levels.publish("inner", List.of("regular", "in: customer_tags CONTAINS 'hidden'"), Map.of());
        order("1", "pos:1");

        mine("/level-progress")
                .body("items.program", is(List.of("club", "inner")))
                .body("items[0].level.key", is("regular"))
                .body("items[0].next.level.key", is("gold"))
                .body("items[0].next.met", is(false))
                .body("items[0].next.flips.by", is(List.of("90.10")))
                .body("items[0].next.message", is("spend 90.10 more"))
                .body("items[0].next", not(hasKey("conditions")))
                .body("items[0].stay", nullValue())
                .body("items[1].next.level.key", is("in"))
                .body("items[1].next.flips", nullValue())
                .body("items[1].next.message", nullValue());
        as().header("Accept-Language", "zh-CN")
                .get("/v1/me/level-progress")
                .then()
                .body("items[0].next.message", is("再消费 90.10"));
        var asked = graphQL("{ me { levelProgress { program level { key } next { level { key } flips { by }"
                        + " message } } } }")
                .body("errors", nullValue())
                .body("data.me.levelProgress.next.message", is(Arrays.asList("spend 90.10 more", null)))
                .extract()
                .asString();
        assertThat(asked + mine("/level-progress").extract().asString()).doesNotContain("hidden");
        shop.given()
                .body(Map.of("add", List.of("hidden")))
                .patch("/v1/customers/pos:1/tags")
                .then()
                .statusCode(200);
        mine("/level-progress")
                .body("items[0].next.flips", nullValue())
                .body("items[1].level.key", is("in"))
                .body("items[1].next", nullValue());
    }

    @Test
    void pagesGoOn() {
        order("1", "pos:1");
        order("2", "pos:1");

        String next =
                mine("/orders?limit=1").body("items.size()", is(1)).extract().path("page.next");

        mine("/orders?limit=1&after=" + next).body("items.externalId", is(List.of("1")));
    }

    @Test
    void cardIsReadAgainOnlyWhenItIsAnother() {
        String tag = mine("").header("Cache-Control", containsString("private"))
                .extract()
                .header("ETag");

        as().header("If-None-Match", tag).get("/v1/me").then().statusCode(304);
        shop.given()
                .body(Map.of("city", "Hangzhou"))
                .patch("/v1/customers/pos:1")
                .then()
                .statusCode(200);
        as().header("If-None-Match", tag).get("/v1/me").then().statusCode(200).body("city", is("Hangzhou"));
    }

    @Test
    void nothingElseIsReadWithIt() {
        for (var path : List.of(
                "/v1/customers",
                "/v1/customers/pos:1",
                "/v1/customers/pos:1/card",
                "/v1/changes",
                "/v1/shop",
                "/v1/nowhere",
                "/graphql/schema.graphql")) {
            as().get(path).then().statusCode(403).body("code", is("scope_missing"));
        }
        graphQL("{ customers { nodes { name } } customer(id: \"pos:1\") { name } node(id: \"x\") { id } }")
                .body("errors.extensions.problem.code", everyItem(is("scope_missing")));
        graphQL("{ me { name } c: customer(id: \"pos:1\") { name } }")
                .body("data.me.name", is("Kim"))
                .body("data.c", nullValue())
                .body("errors.extensions.problem.code", is(List.of("scope_missing")));
        graphQL("mutation { tagCreate(input: {key: \"a\", name: \"a\"}) { tag { key } } }")
                .body("errors[0].extensions.problem.code", is("scope_missing"));
        graphQL("{ whoAmI { kind customer } __typename }").body("errors", nullValue());
    }

    @Test
    void keysOfServersAreToldTheWay() {
        shop.given()
                .get("/v1/me")
                .then()
                .statusCode(403)
                .body("detail", containsString("/v1/customers/{customer}/access-tokens"));
        shop.given()
                .body(Map.of("query", "{ me { name } }"))
                .post("/graphql")
                .then()
                .body("errors[0].extensions.problem.code", is("scope_missing"));
        TestShop.platform().get("/v1/me").then().statusCode(403);
    }

    @Test
    void shopWithoutTheStorefrontHasNoTokens() {
        TestShop.platform()
                .body(Map.of("state", "disabled"))
                .put("/v1/shops/" + shop.key() + "/features/storefront")
                .then()
                .statusCode(200);

        as().get("/v1/me").then().statusCode(403).body("code", is("feature_disabled"));
        graphQL("{ me { name } }").body("errors[0].extensions.problem.code", is("feature_disabled"));
        shop.given()
                .body("{}")
                .post("/v1/customers/pos:1/access-tokens")
                .then()
                .statusCode(403)
                .body("code", is("feature_disabled"));
    }

    private void put(String address, Map<String, ?> body) {
        shop.given().body(body).put("/v1/" + address).then().statusCode(201);
    }

    private void segment(String key, Map<String, ?> more) {
        var body = new java.util.HashMap<String, Object>(more);
        body.put("rule", "number_of_orders >= 0");
        put("segments/" + key, body);
        publish("segments/" + key);
    }

    private void layers(String key, Map<String, ?> more) {
        var body = new java.util.HashMap<String, Object>(more);
        body.put("name", key.equals("open") ? "Open" : SECRET);
        body.put("layers", List.of());
        body.put("residual", Map.of("key", "all", "name", key.equals("open") ? "All" : SECRET));
        put("layer-sets/" + key, body);
        publish("layer-sets/" + key);
    }

    private void publish(String address) {
        shop.given().post("/v1/" + address + "/publish").then().statusCode(200);
        Eventually.holds(() -> "ready".equals(shop.given().get("/v1/" + address).path("status")));
    }

    private void order(String id, String customer) {
        shop.given()
                .body(Map.of(
                        "customer",
                        customer,
                        "source",
                        "pos",
                        "externalId",
                        id,
                        "placedAt",
                        "2026-01-0" + id + "T10:00:00+08:00",
                        "total",
                        Map.of("amount", "9.90", "currency", "CNY"),
                        "lines",
                        List.of(Map.of(
                                "productId",
                                "tea",
                                "quantity",
                                1,
                                "price",
                                Map.of("amount", "9.90", "currency", "CNY")))))
                .post("/v1/orders")
                .then()
                .statusCode(201);
    }

    private RequestSpecification as() {
        return TestShop.as(token);
    }

    private ValidatableResponse mine(String below) {
        return as().get("/v1/me" + below).then().statusCode(200);
    }

    private ValidatableResponse graphQL(String query) {
        return as().body(Map.of("query", query)).post("/graphql").then();
    }
}
