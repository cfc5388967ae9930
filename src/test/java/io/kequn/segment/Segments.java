package io.kequn.segment;

import io.kequn.Eventually;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes customers and segments in a test's shop.
public record Segments(TestShop shop) {
    public ValidatableResponse put(String key, String rule) {
        return shop.given()
                .body(Map.of("name", "客群 " + key, "rule", rule))
                .put("/v1/segments/" + key)
                .then();
    }

    /// Publishes the rule and waits for its build.
    public void publish(String key, String rule) {
        put(key, rule).statusCode(org.hamcrest.Matchers.oneOf(200, 201));
        shop.given().post("/v1/segments/" + key + "/publish").then().statusCode(200);
        ready(key);
    }

    public void ready(String key) {
        becomes(key, "status", "ready");
    }

    void becomes(String key, String field, Object value) {
        Eventually.holds(() ->
                value.equals(shop.given().get("/v1/segments/" + key).jsonPath().get(field)));
    }

    public int count(String key) {
        return shop.given().get("/v1/segments/" + key).jsonPath().getInt("memberCount");
    }

    public List<String> of(String customer) {
        return shop.given()
                .get("/v1/customers/" + customer + "/segments")
                .jsonPath()
                .getList("items.key");
    }

    public void customer(String identity, String city) {
        customer(identity, Map.of("name", "顾客 " + identity, "city", city)).statusCode(201);
    }

    public ValidatableResponse customer(String identity, Map<String, ?> fields) {
        return shop.given().body(fields).put("/v1/customers/" + identity).then();
    }

    public ValidatableResponse order(String customer, String id, String amount) {
        return order(customer, id, amount, "2026-01-05T10:00:00+08:00");
    }

    public ValidatableResponse order(String customer, String id, String amount, String placedAt) {
        var order = new LinkedHashMap<String, Object>();
        order.put("customer", customer);
        order.put("source", "pos");
        order.put("externalId", id);
        order.put("placedAt", placedAt);
        order.put("total", Map.of("amount", amount, "currency", "CNY"));
        return shop.given().body(order).post("/v1/orders").then();
    }

    /// The data of a GraphQL answer that has no errors.
    public ValidatableResponse ask(String query) {
        return shop.given()
                .body(Map.of("query", query))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("errors", org.hamcrest.Matchers.nullValue());
    }
}
