package io.kequn.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// With 1,000 points, of which one comes back every 36 seconds: enough for 99 requests of 10 points each.
@KequnTest
@TestProfile(RateLimitTest.Tight.class)
class RateLimitTest {
    private static final Pattern LEFT = Pattern.compile("\"default\";r=(\\d+);t=\\d+");

    public static class Tight implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kequn.rate.points", "1000", "kequn.rate.window", "10H");
        }
    }

    private TestShop shop;

    @BeforeEach
    void create() {
        shop = TestShop.create();
    }

    private static long left(Response response) {
        var matcher = LEFT.matcher(response.header("RateLimit"));
        assertThat(matcher.matches()).as(response.header("RateLimit")).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    @Test
    void everyAnswerTellsWhatIsLeft() {
        var first = shop.given().get("/v1/whoami");
        var second = shop.given().get("/v1/customers/none");
        var third = shop.given().body("{").put("/v1/tags/x");

        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"default\";q=1000;w=36000");
        assertThat(left(first)).isEqualTo(990);
        assertThat(second.statusCode()).isEqualTo(404);
        assertThat(left(second)).isEqualTo(980);
        assertThat(third.statusCode()).isEqualTo(400);
        assertThat(left(third)).isEqualTo(970);
    }

    @Test
    void whatHasUsedItsPointsUpIsRefusedUntilTheyAreBack() {
        for (int i = 0; i < 100; i++) {
            shop.given().get("/v1/whoami").then().statusCode(200);
        }

        var refused = shop.given().header("Accept-Language", "zh").get("/v1/whoami");

        refused.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("RateLimit", matchesPattern("\"default\";r=\\d;t=\\d+"))
                .body("code", is("rate_limited"))
                .body("detail", containsString("配额"));
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(300, 360);
        // Neither another credential of the shop nor the platform is held back by that.
        shop.withScopes("customers:read").given().get("/v1/whoami").then().statusCode(200);
    }

    @Test
    void platformHasNoLimit() {
        TestShop.platform().get("/v1/shops?limit=1").then().statusCode(200).header("RateLimit", is((String) null));
    }

    @Test
    void largePagesAndBodiesCostMore() {
        long page = left(shop.given().get("/v1/customers?limit=200"));
        long body = left(shop.given().body("[" + " ".repeat(50 * 1024) + "]").post("/v1/orders/batch"));

        assertThat(page).isEqualTo(1000 - 10 - 200);
        assertThat(body).isEqualTo(page - 10 - 50);
    }

    @Test
    void queriesCostWhatTheyAskForAndGetTheRestBack() {
        IntStream.range(0, 3)
                .forEach(i -> shop.given()
                        .body("{}")
                        .put("/v1/customers/pos:" + i)
                        .then()
                        .statusCode(201));

        var answer = query("{ customers(first: 100) { nodes { id } pageInfo { hasNextPage } } }");

        answer.then()
                .body("data.customers.nodes.size()", is(3))
                .body("extensions.cost.requested", is(100))
                .body("extensions.cost.actual", is(3))
                .body("extensions.cost.available", lessThanOrEqualTo(1000 - 40 - 3))
                .body("extensions.cost.restoreRate", is(1));
        assertThat(left(shop.given().get("/v1/whoami"))).isEqualTo(1000 - 40 - 3 - 10);
    }

    @Test
    void queryForMoreThanIsLeftDoesNotRun() {
        for (int i = 0; i < 60; i++) {
            shop.given().get("/v1/whoami").then().statusCode(200);
        }

        query("{ customers(first: 200) { nodes { id tags { key } } } }")
                .then()
                .body("data", is((Object) null))
                .body("errors[0].extensions.problem.code", is("rate_limited"))
                .header("Retry-After", notNullValue());
        query("{ customers(first: 2) { nodes { id } } }").then().body("errors", is((Object) null));
    }

    @Test
    void askingForNothingCostsNoMoreThanTheRequest() {
        query("{ __typename }").then().body("extensions", is((Object) null));
        assertThat(left(shop.given().get("/v1/whoami"))).isEqualTo(980);
    }

    private Response query(String text) {
        return shop.given().body(Map.of("query", text)).post("/graphql");
    }
}
