package io.kequn.tagrule;

import static org.hamcrest.Matchers.oneOf;

import io.kequn.Eventually;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What tests of tags with rules do again and again.
public record TagRules(TestShop shop) {
    public void define(String... keys) {
        for (var key : keys) {
            shop.given().body(Map.of("name", key)).put("/v1/tags/" + key).then().statusCode(oneOf(200, 201));
        }
    }

    /// An exclusive group of these tags.
    void group(String group, String... keys) {
        shop.given()
                .body(Map.of("name", group, "exclusive", true))
                .put("/v1/tag-groups/" + group)
                .then()
                .statusCode(201);
        for (var key : keys) {
            shop.given()
                    .body(Map.of("name", key, "groupKey", group))
                    .put("/v1/tags/" + key)
                    .then()
                    .statusCode(201);
        }
    }

    public ValidatableResponse put(String tag, String rule) {
        return put(tag, rule, 0);
    }

    public ValidatableResponse put(String tag, String rule, int priority) {
        return shop.given()
                .body(Map.of("rule", rule, "priority", priority))
                .put("/v1/tags/" + tag + "/rule")
                .then();
    }

    /// Defines the tag if it is new, gives it the rule and waits for the build.
    public void rule(String tag, String rule) {
        if (shop.given().get("/v1/tags/" + tag).statusCode() == 404) {
            define(tag);
        }
        rule(tag, rule, 0);
    }

    public void rule(String tag, String rule, int priority) {
        put(tag, rule, priority).statusCode(oneOf(200, 201));
        ready(tag);
    }

    public void ready(String tag) {
        Eventually.holds(() ->
                "ready".equals(shop.given().get("/v1/tags/" + tag + "/rule").path("status")));
    }

    /// Builds the tag anew, by a rule that means the same.
    void rebuilt(String tag) {
        String rule = shop.given().get("/v1/tags/" + tag + "/rule").path("rule");
        rule(tag, "TRUE AND " + rule);
    }

    ValidatableResponse end(String tag) {
        return shop.given().delete("/v1/tags/" + tag + "/rule").then();
    }

    public ValidatableResponse assign(String customer, String tag) {
        return shop.given().put("/v1/customers/" + customer + "/tags/" + tag).then();
    }

    ValidatableResponse remove(String customer, String tag) {
        return shop.given().delete("/v1/customers/" + customer + "/tags/" + tag).then();
    }

    ValidatableResponse unpin(String customer, String tag) {
        return shop.given()
                .delete("/v1/customers/" + customer + "/tags/" + tag + "/pin")
                .then();
    }

    /// The customer's tags as `key=source`.
    public List<String> of(String customer) {
        var answer = shop.given().get("/v1/customers/" + customer + "/tags").jsonPath();
        List<String> keys = answer.getList("items.key");
        List<String> sources = answer.getList("items.source");
        return IntStream.range(0, keys.size())
                .mapToObj(i -> keys.get(i) + "=" + sources.get(i))
                .toList();
    }

    Instant now() {
        return Instant.parse(shop.given().get("/v1/shop/clock").path("now"));
    }
}
