package io.kequn.tag;

import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What tests of tags do again and again.
record Tags(TestShop shop) {
    void define(String... keys) {
        for (var key : keys) {
            shop.given().body(Map.of("name", key)).put("/v1/tags/" + key).then().statusCode(201);
        }
    }

    void defineIn(String group, String... keys) {
        for (var key : keys) {
            shop.given()
                    .body(Map.of("name", key, "groupKey", group))
                    .put("/v1/tags/" + key)
                    .then()
                    .statusCode(201);
        }
    }

    void group(String key, boolean exclusive) {
        shop.given()
                .body(Map.of("name", key, "exclusive", exclusive))
                .put("/v1/tag-groups/" + key)
                .then()
                .statusCode(201);
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

    ValidatableResponse assign(String customer, String tag) {
        return shop.given().put("/v1/customers/" + customer + "/tags/" + tag).then();
    }

    List<String> of(String customer) {
        return shop.given()
                .get("/v1/customers/" + customer + "/tags?limit=200")
                .then()
                .statusCode(200)
                .extract()
                .path("items.key");
    }

    long count(String tag) {
        return ((Number) shop.given().get("/v1/tags/" + tag).then().extract().path("customerCount")).longValue();
    }

    /// Makes customers `pos:1` to `pos:n` by orders in batches.
    void customers(int n) {
        for (int from = 1; from <= n; from += 1_000) {
            var orders = IntStream.range(from, Math.min(from + 1_000, n + 1))
                    .mapToObj(i -> """
                        {"customer":"pos:%d","source":"pos","externalId":"o-%d","placedAt":"2026-01-01T00:00:00Z",\
                        "total":{"amount":"1.00","currency":"CNY"}}\
                        """.formatted(i, i))
                    .toList();
            shop.given()
                    .contentType("application/x-ndjson")
                    .body(String.join("\n", orders).getBytes(StandardCharsets.UTF_8))
                    .post("/v1/orders")
                    .then()
                    .statusCode(200);
        }
    }
}
