package io.kequn.shop;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@KequnTest
class ShopClockTest {
    @Test
    void testClockGoesForwardAsItIsSet() {
        var shop = TestShop.createAt("2026-03-01T12:00");
        shop.given()
                .body(Map.of("now", "2026-04-01T00:00"))
                .put("/v1/shop/clock")
                .then()
                .statusCode(200)
                .body("now", startsWith("2026-03-31T16:00:0"))
                .body("timeZone", is("Asia/Shanghai"))
                .body("test", is(true))
                .body("evaluatedUntil", nullValue());
        shop.given().get("/v1/shop/clock").then().statusCode(200).body("now", startsWith("2026-03-31T16:0"));
        shop.given().get("/v1/shop").then().body("now", startsWith("2026-03-31T16:0"));
    }

    @Test
    void itNeverGoesBack() {
        var shop = TestShop.createAt("2026-03-01T12:00");
        shop.given()
                .body(Map.of("now", "2026-02-28T00:00:00Z"))
                .put("/v1/shop/clock")
                .then()
                .statusCode(409)
                .body("code", is("state_conflict"));
    }

    @Test
    void realShopsGoByRealTime() {
        TestShop.create()
                .given()
                .body(Map.of("now", "2126-03-01T12:00"))
                .put("/v1/shop/clock")
                .then()
                .statusCode(409)
                .body("code", is("state_conflict"));
    }

    @Test
    void whatIsNoInstantIsNamed() {
        TestShop.createAt("2026-03-01T12:00")
                .given()
                .body(Map.of("now", "tomorrow"))
                .put("/v1/shop/clock")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", equalTo("/now"));
    }

    @Test
    void missingInstantIsNamedOnce() {
        var shop = TestShop.createAt("2026-03-01T12:00");

        shop.given().body("{}").put("/v1/shop/clock").then().statusCode(400).body("errors.size()", equalTo(1));
        shop.given()
                .body(Map.of("query", "mutation { shopClockSet(input: {}) { userErrors { code field } } }"))
                .post("/graphql")
                .then()
                .body("data.shopClockSet.userErrors.field", equalTo(List.of(List.of("now"))));
    }

    @Test
    void whatIsDueByThenIsDone() {
        var shop = TestShop.createAt("2026-03-01T12:00");
        shop.given().body(Map.of("name", "Trial")).put("/v1/tags/trial").then().statusCode(201);
        shop.given().body("{}").put("/v1/customers/pos:1").then().statusCode(201);
        shop.given()
                .body(Map.of("expiresAt", "2026-03-10T00:00:00+08:00"))
                .put("/v1/customers/pos:1/tags/trial")
                .then()
                .statusCode(200);
        shop.given()
                .body(Map.of(
                        "query",
                        "mutation { shopClockSet(input: {now: \"2026-03-11T00:00\"}) "
                                + "{ shopClock { now } userErrors { code } } }"))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("data.shopClockSet.shopClock.now", startsWith("2026-03-10T16:00"));
        Eventually.holds(() -> shop.given()
                .get("/v1/customers/pos:1/tags")
                .jsonPath()
                .getList("items")
                .isEmpty());
    }
}
