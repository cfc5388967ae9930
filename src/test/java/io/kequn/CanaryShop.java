package io.kequn;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A shop with one of everything, each with the canary's name in it, and the names by which its things are called.
/// Whoever sees the canary without the shop's key has got where nobody may.
record CanaryShop(TestShop api, Map<String, String> names) {
    static final String CANARY = "金丝雀";
    static final String KEY = "canary_key";

    private static final Map<String, String> CONSENT =
            Map.of("purpose", "marketing", "channel", "post", "state", "granted", "source", CANARY);

    CanaryShop {
        names = Map.copyOf(names);
    }

    static CanaryShop create() {
        var shop = TestShop.create(Map.of("name", CANARY, "test", true));
        TestShop.platform()
                .body(Map.of("state", "enabled"))
                .put("/v1/shops/" + shop.key() + "/features/points")
                .then()
                .statusCode(200);
        shop.given()
                .body(Map.of("origins", List.of("https://canary.example.com")))
                .put("/v1/shop/origins")
                .then()
                .statusCode(200);
        shop.given()
                .body(Map.of(KEY, "{ tag(key: \"" + CANARY + "\") { name } }"))
                .post("/v1/trusted-documents")
                .then()
                .statusCode(200);
        shop.given()
                .body(Map.of("mode", "prefer", "customerMode", "off"))
                .put("/v1/shop/document-policy")
                .then()
                .statusCode(200);
        put(shop, "tag-groups/" + KEY, Map.of("name", CANARY, "kind", "custom"));
        put(shop, "tags/" + KEY, Map.of("name", CANARY, "groupKey", KEY));
        put(shop, "attributes/" + KEY, Map.of("name", CANARY, "type", "string"));
        put(shop, "event-definitions/" + KEY, Map.of("description", CANARY));
        put(shop, "segments/" + KEY, Map.of("name", CANARY, "rule", "number_of_orders >= 0"));
        put(
                shop,
                "layer-sets/" + KEY,
                Map.of(
                        "name",
                        CANARY,
                        "layers",
                        List.of(Map.of("key", KEY, "name", CANARY, "rule", "number_of_orders >= 0")),
                        "residual",
                        Map.of("key", "rest", "name", CANARY)));
        put(
                shop,
                "level-programs/" + KEY,
                Map.of(
                        "name",
                        CANARY,
                        "levels",
                        List.of(Map.of("key", KEY, "name", CANARY, "qualification", "number_of_orders >= 0"))));
        var names = new HashMap<String, String>();
        names.put("customer", customer(shop, "1"));
        names.put("other", customer(shop, "2"));
        names.put("order", order(shop));
        names.put("event", event(shop));
        names.put("import", brokenImport(shop));
        shop.given()
                .body(Map.of("pendingPeriod", "P7D"))
                .put("/v1/points-settings")
                .then()
                .statusCode(200);
        put(shop, "points-rules/" + KEY, Map.of("name", CANARY, "trigger", "birthday", "points", 1));
        names.put("entry", points(shop, "earn").path("entries[0].id"));
        names.put("hold", points(shop, "freeze").path("hold.id"));
        names.put("apiKey", apiKey(shop));
        names.put("key", KEY);
        names.put("layer", KEY + "/" + KEY);
        names.put("shop", shop.key());
        shop.given().body("{}").put("/v1/customers/pos:1/tags/" + KEY).then().statusCode(200);
        shop.given().post("/v1/segments/" + KEY + "/publish").then().statusCode(200);
        Eventually.holds(
                () -> "ready".equals(shop.given().get("/v1/segments/" + KEY).path("status")));
        shop.given().post("/v1/layer-sets/" + KEY + "/publish").then().statusCode(200);
        Eventually.holds(
                () -> "ready".equals(shop.given().get("/v1/layer-sets/" + KEY).path("status")));
        shop.given().post("/v1/level-programs/" + KEY + "/publish").then().statusCode(200);
        Eventually.holds(() ->
                "ready".equals(shop.given().get("/v1/level-programs/" + KEY).path("status")));
        put(shop, "tags/" + KEY + "/rule", Map.of("rule", "number_of_orders > 100"));
        Eventually.holds(() ->
                "ready".equals(shop.given().get("/v1/tags/" + KEY + "/rule").path("status")));
        names.put("customerId", names.get("customer"));
        names.put("otherId", names.get("other"));
        names.put("erasure", erasure(shop));
        names.put("merge", merge(shop));
        names.put("export", export(shop));
        names.put(
                "auditEntry", shop.given().get("/v1/audit-log?resource=segment").path("items[0].id"));
        names.put("cursor", shop.given().get("/v1/customers?limit=1").path("page.next"));
        webhook(shop, names);
        names.put("job", shop.given().get("/v1/jobs").path("items.find { it.kind == 'segment-build' }.id"));
        return new CanaryShop(shop, names);
    }

    /// Names of the same kinds of things, none of which exists anywhere.
    static Map<String, String> nowhere() {
        var names = new HashMap<>(Map.of(
                "apiKey", "aaaaaaaaaaaa",
                "cursor", "forged",
                "key", "absent_key",
                "layer", "absent_key/absent_key",
                "shop", "shop-" + UUID.randomUUID()));
        List.of(
                        "customer",
                        "other",
                        "order",
                        "event",
                        "import",
                        "job",
                        "entry",
                        "hold",
                        "webhook",
                        "delivery",
                        "erasure",
                        "merge",
                        "export",
                        "auditEntry")
                .forEach(name -> names.put(name, UUID.randomUUID().toString()));
        names.put("customerId", names.get("customer"));
        names.put("otherId", names.get("other"));
        return names;
    }

    /// The global id of what is called so.
    static String globalId(String type, String key) {
        var text = (type + ":" + key).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

    private static void put(TestShop shop, String address, Map<String, ?> body) {
        shop.given().body(body).put("/v1/" + address).then().statusCode(201);
    }

    private static String customer(TestShop shop, String externalId) {
        return shop.given()
                .body(Map.of("name", CANARY, "custom", Map.of(KEY, CANARY), "consents", List.of(CONSENT)))
                .put("/v1/customers/pos:" + externalId)
                .then()
                .statusCode(201)
                .extract()
                .path("customer.id");
    }

    private static String export(TestShop shop) {
        return shop.given()
                .body(Map.of("purpose", "marketing", "channel", "post", "columns", List.of("name")))
                .post("/v1/segments/" + KEY + "/exports")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private static String merge(TestShop shop) {
        customer(shop, "6");
        return shop.given()
                .body(Map.of("from", "pos:6"))
                .post("/v1/customers/pos:1/merge")
                .then()
                .statusCode(200)
                .extract()
                .path("merge.id");
    }

    private static String erasure(TestShop shop) {
        customer(shop, "3");
        return shop.given()
                .body(Map.of("reason", CANARY))
                .post("/v1/customers/pos:3/privacy/erase")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private static String order(TestShop shop) {
        return shop.given()
                .body(Map.of(
                        "customer", "pos:1",
                        "source", "pos",
                        "externalId", "1",
                        "channel", CANARY,
                        "placedAt", "2026-01-05T10:00:00+08:00",
                        "total", Map.of("amount", "9.90", "currency", "CNY")))
                .post("/v1/orders")
                .then()
                .statusCode(201)
                .extract()
                .path("order.id");
    }

    private static String event(TestShop shop) {
        return shop.given()
                .body(Map.of(
                        "customer", "pos:1",
                        "source", "pos",
                        "externalId", "1",
                        "name", KEY,
                        "occurredAt", "2026-01-05T10:00:00+08:00",
                        "properties", Map.of("note", CANARY)))
                .post("/v1/events")
                .then()
                .statusCode(201)
                .extract()
                .path("event.id");
    }

    /// An import one row of which is wrong.
    private static String brokenImport(TestShop shop) {
        String id = shop.given()
                .body(Map.of(
                        "kind", "customers",
                        "source", "pos",
                        "mapping",
                                List.of(
                                        Map.of("to", "externalId", "column", "id"),
                                        Map.of("to", "email", "column", CANARY))))
                .post("/v1/imports")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        shop.given()
                .contentType("text/csv")
                .body(("id," + CANARY + "\n3," + CANARY).getBytes(StandardCharsets.UTF_8))
                .put("/v1/imports/" + id + "/content")
                .then()
                .statusCode(200);
        Eventually.holds(
                () -> "succeeded".equals(shop.given().get("/v1/imports/" + id).path("status")));
        assertThat(shop.given().get("/v1/imports/" + id + "/errors").asString()).contains(CANARY);
        return id;
    }

    private static ExtractableResponse<Response> points(TestShop shop, String verb) {
        return shop.given()
                .body(Map.of("points", 5, "reason", CANARY))
                .post("/v1/customers/pos:1/points/" + verb)
                .then()
                .statusCode(200)
                .extract();
    }

    /// A webhook that nobody listens to, with one event that it was sent; nothing more is sent to it.
    private static void webhook(TestShop shop, Map<String, String> names) {
        String id = shop.given()
                .body(Map.of(
                        "url",
                        "http://127.0.0.1:9/" + KEY,
                        "description",
                        CANARY,
                        "filter",
                        Map.of("types", List.of("tag.removed.v1"))))
                .post("/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .path("webhook.id");
        shop.given().delete("/v1/customers/pos:1/tags/" + KEY).then().statusCode(200);
        var deliveries = "/v1/webhooks/" + id + "/deliveries?state=failed";
        Eventually.holds(() -> shop.given().get(deliveries).path("items.size()").equals(1));
        shop.given()
                .body(Map.of("enabled", false))
                .patch("/v1/webhooks/" + id)
                .then()
                .statusCode(200);
        shop.given().body("{}").put("/v1/customers/pos:1/tags/" + KEY).then().statusCode(200);
        names.put("webhook", id);
        names.put("delivery", shop.given().get(deliveries).path("items[0].id"));
    }

    private static String apiKey(TestShop shop) {
        return shop.given()
                .body(Map.of("name", CANARY, "scopes", List.of("shop:read")))
                .post("/v1/api-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
