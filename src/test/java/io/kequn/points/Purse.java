package io.kequn.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.TestShop;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What tests of points do again and again, in a shop of their own.
record Purse(TestShop shop) {
    static final String NOW = "2026-06-01T12:00:00";
    static final String PLACED = "2026-05-31T10:00:00+08:00";

    static Purse ofNewShop() {
        return new Purse(TestShop.createAt(NOW));
    }

    static Purse in(String zone, String now) {
        return new Purse(TestShop.create(Map.of("test", true, "testClock", now, "timeZone", zone)));
    }

    String customer(String reference) {
        return shop.given()
                .body(Map.of())
                .put("/v1/customers/" + reference)
                .then()
                .statusCode(201)
                .extract()
                .path("customer.id");
    }

    ValidatableResponse post(String customer, String verb, Map<String, ?> body) {
        return shop.given()
                .body(body)
                .post("/v1/customers/" + customer + "/points/" + verb)
                .then();
    }

    JsonPath done(String customer, String verb, Map<String, ?> body) {
        return post(customer, verb, body).statusCode(200).extract().jsonPath();
    }

    JsonPath earn(String customer, long points) {
        return done(customer, "earn", Map.of("points", points));
    }

    JsonPath redeem(String customer, long points) {
        return done(customer, "redeem", Map.of("points", points));
    }

    void settings(Map<String, ?> settings) {
        shop.given().body(settings).put("/v1/points-settings").then().statusCode(200);
    }

    void rule(String key, Object... fields) {
        shop.given().body(spec(fields)).put("/v1/points-rules/" + key).then().statusCode(201);
    }

    static Map<String, Object> spec(Object... fields) {
        var rule = new LinkedHashMap<String, Object>();
        rule.put("name", "Rule");
        rule.put("activeFrom", "2026-01-01T00:00:00Z");
        for (int i = 0; i < fields.length; i += 2) {
            rule.put((String) fields[i], fields[i + 1]);
        }
        return rule;
    }

    static Map<String, Object> money(String amount) {
        return Map.of("amount", amount, "currency", "CNY");
    }

    static Map<String, Object> order(String customer, String id, String total, Object... more) {
        var order = new LinkedHashMap<String, Object>();
        order.put("customer", customer);
        order.put("source", "pos");
        order.put("externalId", id);
        order.put("placedAt", PLACED);
        order.put("total", money(total));
        for (int i = 0; i < more.length; i += 2) {
            order.put((String) more[i], more[i + 1]);
        }
        return order;
    }

    void put(Map<String, Object> order) {
        assertThat(shop.given().body(order).post("/v1/orders").statusCode()).isBetween(200, 201);
    }

    void merge(String from, String into) {
        shop.given()
                .body(Map.of("into", into))
                .post("/v1/customers/" + from + "/merge")
                .then()
                .statusCode(200);
    }

    /// The card has to say the same.
    JsonPath of(String customer) {
        var points = read(customer, "points");
        assertThat(read(customer, "card").getMap("points")).isEqualTo(points.getMap(""));
        return points;
    }

    private JsonPath read(String customer, String what) {
        return shop.given()
                .get("/v1/customers/" + customer + "/" + what)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    long balance(String customer) {
        return read(customer, "points").getLong("balance");
    }

    List<Map<String, Object>> ledger(String customer) {
        return shop.given()
                .get("/v1/customers/" + customer + "/points/ledger?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    /// Those that are not spent, as they are stored.
    List<Map<String, Object>> lots(String customer) {
        return shop.given()
                .get("/v1/customers/" + customer + "/points/lots?open=true&limit=200")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    /// Kinds and changes of the balance, the oldest first.
    List<String> story(String customer) {
        return ledger(customer).reversed().stream()
                .map(entry -> entry.get("kind") + " " + entry.get("points"))
                .toList();
    }

    void requireBalance(String customer, long balance, long pending, long frozen) {
        var points = of(customer);
        assertThat(List.of(points.getLong("balance"), points.getLong("pending"), points.getLong("frozen")))
                .containsExactly(balance, pending, frozen);
    }
}
