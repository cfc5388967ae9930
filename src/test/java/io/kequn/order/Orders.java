package io.kequn.order;

import io.kequn.TestShop;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Orders as the tests send them, and what the service then says of orders and customers.
record Orders(TestShop shop) {
    static final String PLACED = "2026-03-01T10:00:00Z";

    static Orders ofNewShop() {
        return new Orders(TestShop.createAt("2026-06-01T12:00:00"));
    }

    /// `customer` at `pos`, an order of 100.00 placed on 1 March.
    static Map<String, Object> order(String id, String customer) {
        var order = new LinkedHashMap<String, Object>();
        order.put("customer", "pos:" + customer);
        order.put("source", "pos");
        order.put("externalId", id);
        order.put("placedAt", PLACED);
        order.put("total", money("100.00"));
        return order;
    }

    /// The order with other fields: name, value, name, value …
    static Map<String, Object> with(Map<String, Object> order, Object... fields) {
        var changed = new LinkedHashMap<>(order);
        for (int i = 0; i < fields.length; i += 2) {
            changed.put((String) fields[i], fields[i + 1]);
        }
        return changed;
    }

    static Map<String, Object> money(String amount) {
        return Map.of("amount", amount, "currency", "CNY");
    }

    static Map<String, Object> line(String product, String quantity, String price) {
        return new LinkedHashMap<>(
                Map.of("productId", product, "quantity", new BigDecimal(quantity), "price", money(price)));
    }

    static Map<String, Object> refund(String id, String amount, Object... more) {
        return with(Map.of("externalId", id, "amount", money(amount), "occurredAt", "2026-03-05T10:00:00Z"), more);
    }

    ValidatableResponse put(Map<String, Object> order) {
        return shop.given().body(order).post("/v1/orders").then();
    }

    ValidatableResponse post(String order, String fact, Map<String, Object> body) {
        return shop.given().body(body).post("/v1/orders/" + order + "/" + fact).then();
    }

    JsonPath get(String order) {
        return shop.given()
                .get("/v1/orders/" + order)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    ValidatableResponse lines(List<String> lines) {
        return shop.given()
                .config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .encodeContentTypeAs("application/x-ndjson", ContentType.TEXT)))
                .contentType("application/x-ndjson")
                .body(String.join("\n", lines))
                .post("/v1/orders")
                .then();
    }

    /// The answers to a batch, one by line.
    List<JsonPath> answers(List<String> lines) {
        var answers = new ArrayList<JsonPath>();
        lines(lines).statusCode(200).extract().asString().lines().forEach(line -> answers.add(new JsonPath(line)));
        return answers;
    }

    JsonPath customer(String id) {
        return shop.given()
                .get("/v1/customers/pos:" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath(
                        JsonPathConfig.jsonPathConfig().numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL));
    }

    Totals totals(String id) {
        var customer = customer(id);
        String days = customer.getString("daysBetweenOrders");
        return new Totals(
                customer.getInt("numberOfOrders"),
                customer.getString("amountSpent.amount"),
                customer.getString("refundedAmount.amount"),
                customer.getString("averageOrderValue.amount"),
                days == null ? null : new BigDecimal(days).setScale(10, RoundingMode.HALF_UP));
    }

    /// How many customers the rule finds.
    int matching(String rule) {
        return shop.given()
                .queryParam("filter", rule)
                .get("/v1/customers")
                .then()
                .statusCode(200)
                .extract()
                .<List<?>>path("items")
                .size();
    }
}
