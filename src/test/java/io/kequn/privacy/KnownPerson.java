package io.kequn.privacy;

import static org.hamcrest.Matchers.lessThan;

import io.kequn.Eventually;
import io.kequn.TestShop;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A person of whom a shop knows everything that it can know. A new table with a column `customer_id` needs a row here.
/// `word` is in all that callers say of the person, where it is not sealed.
record KnownPerson(TestShop shop, String word, String id, String merged, String other) {
    static KnownPerson create() {
        var word = "kanarienvogel" + UUID.randomUUID().toString().substring(0, 8);
        var shop = TestShop.create(Map.of("test", true));
        define(shop);
        var id = customer(shop, word, "1");
        var merged = customer(shop, word, "2");
        String other = shop.given().body("{}").put("/v1/customers/pos:other").path("customer.id");
        write(shop, word, id, other);
        post(shop, "customers/" + merged + "/merge", Map.of("into", id));
        Eventually.holds(() -> !shop.given()
                .get("/v1/webhooks/" + shop.given().get("/v1/webhooks").path("items[0].id") + "/deliveries")
                .jsonPath()
                .getList("items")
                .isEmpty());
        return new KnownPerson(shop, word, id, merged, other);
    }

    private static void define(TestShop shop) {
        put(shop, "tags/vip", Map.of("name", "VIP"));
        put(shop, "tags/keen", Map.of("name", "Keen"));
        put(shop, "tags/keen/rule", Map.of("rule", "number_of_orders >= 0"));
        put(shop, "attributes/wedding", Map.of("name", "Wedding", "type", "date"));
        put(shop, "segments/all", Map.of("name", "All", "rule", "TRUE"));
        put(
                shop,
                "layer-sets/value",
                Map.of(
                        "name", "Value",
                        "layers", List.of(Map.of("key", "high", "name", "High", "rule", "number_of_orders >= 1")),
                        "residual", Map.of("key", "low", "name", "Low")));
        put(
                shop,
                "level-programs/club",
                Map.of(
                        "name",
                        "Club",
                        "levels",
                        List.of(Map.of("key", "base", "name", "Base", "qualification", "number_of_orders >= 0"))));
        for (var draft : List.of("segments/all", "layer-sets/value", "level-programs/club")) {
            shop.given().post("/v1/" + draft + "/publish").then().statusCode(200);
        }
        for (var built : List.of("segments/all", "layer-sets/value", "level-programs/club", "tags/keen/rule")) {
            Eventually.holds(
                    () -> "ready".equals(shop.given().get("/v1/" + built).path("status")));
        }
        post(shop, "webhooks", Map.of("url", "http://127.0.0.1:9/hook", "filter", Map.of()));
    }

    private static String customer(TestShop shop, String word, String number) {
        return shop.given()
                .body(Map.of(
                        "name",
                        "Ada " + word,
                        "city",
                        word,
                        "custom",
                        Map.of("wedding", "2020-02-02"),
                        "consents",
                        List.of(Map.of("purpose", "marketing", "channel", "sms", "state", "granted", "source", word))))
                .put("/v1/customers/pos:" + word + "-" + number)
                .then()
                .statusCode(201)
                .extract()
                .path("customer.id");
    }

    private static void write(TestShop shop, String word, String id, String other) {
        var money = Map.of("amount", "5.00", "currency", "CNY");
        shop.given()
                .body(Map.of("city", word + "2"))
                .patch("/v1/customers/" + id)
                .then()
                .statusCode(200);
        shop.given().body("{}").put("/v1/customers/" + id + "/tags/vip").then().statusCode(200);
        shop.given().delete("/v1/customers/" + id + "/tags/keen").then().statusCode(200);
        shop.given()
                .body(Map.of("kind", "include", "reason", word))
                .put("/v1/segments/all/overrides/" + id)
                .then()
                .statusCode(lessThan(300));
        post(
                shop,
                "orders",
                Map.of(
                        "customer",
                        id,
                        "source",
                        "pos",
                        "externalId",
                        word + "-o",
                        "placedAt",
                        "2026-01-05T10:00:00Z",
                        "total",
                        money,
                        "lines",
                        List.of(Map.of("productId", word, "quantity", 1, "price", money))));
        post(
                shop,
                "orders/pos:" + word + "-o/refunds",
                Map.of(
                        "externalId",
                        word + "-r",
                        "occurredAt",
                        "2026-01-06T10:00:00Z",
                        "amount",
                        Map.of("amount", "1.00", "currency", "CNY"),
                        "reason",
                        word,
                        "lines",
                        List.of(Map.of(
                                "lineNumber",
                                1,
                                "quantity",
                                0.2,
                                "amount",
                                Map.of("amount", "1.00", "currency", "CNY")))));
        post(
                shop,
                "events",
                Map.of(
                        "customer",
                        id,
                        "source",
                        "app",
                        "externalId",
                        word + "-e",
                        "name",
                        "looked",
                        "occurredAt",
                        "2026-01-05T10:00:00Z",
                        "properties",
                        Map.of("what", word)));
        post(shop, "customers/" + id + "/points/earn", Map.of("points", 100, "reason", word));
        post(shop, "customers/" + id + "/points/freeze", Map.of("points", 10, "reason", word));
        post(shop, "customers/" + id + "/points/transfer", Map.of("points", 5, "to", other));
        post(
                shop,
                "sync/customer-tags",
                Map.of(
                        "device",
                        word,
                        "operations",
                        List.of(Map.of(
                                "id",
                                "1",
                                "action",
                                "remove",
                                "customer",
                                id,
                                "tag",
                                "vip",
                                "at",
                                "2026-01-07T10:00:00Z"))));
        shop.given().delete("/v1/customers/" + id + "/access-tokens").then().statusCode(lessThan(300));
        shop.given()
                .header("Idempotency-Key", "k")
                .body(Map.of("consents", List.of(Map.of("purpose", "service", "channel", "post", "state", "denied"))))
                .post("/v1/customers/pos:" + word + "-1/consents")
                .then()
                .statusCode(200);
    }

    private static void put(TestShop shop, String address, Map<String, ?> body) {
        shop.given().body(body).put("/v1/" + address).then().statusCode(201);
    }

    private static void post(TestShop shop, String address, Map<String, ?> body) {
        shop.given().body(body).post("/v1/" + address).then().statusCode(lessThan(300));
    }
}
