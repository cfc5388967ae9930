package io.kequn.segment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// All that people have decided about one customer.
@KequnTest
class CustomerOverrideTest {
    private TestShop shop;
    private Segments segments;

    @BeforeEach
    void openShop() {
        shop = TestShop.create();
        segments = new Segments(shop);
        segments.customer("pos:1", "Oslo");
        segments.customer("pos:2", "Oslo");
        segments.publish("big", "amount_spent > 100");
        segments.publish("all", "TRUE");
        shop.given()
                .body(Map.of("name", "List", "kind", "static"))
                .put("/v1/segments/list")
                .then()
                .statusCode(201);
        rule("fresh", "number_of_orders = 0");
        rule("loyal", "number_of_orders > 9");
        shop.given().body(Map.of("name", "plain")).put("/v1/tags/plain").then().statusCode(201);
    }

    private void rule(String tag, String rule) {
        shop.given()
                .body(Map.of("name", "标签 " + tag))
                .put("/v1/tags/" + tag)
                .then()
                .statusCode(201);
        shop.given()
                .body(Map.of("rule", rule))
                .put("/v1/tags/" + tag + "/rule")
                .then()
                .statusCode(201);
        Eventually.holds(() ->
                "ready".equals(shop.given().get("/v1/tags/" + tag + "/rule").path("status")));
    }

    @Test
    void decisionsOnSegmentsAndTagsStandTogether() {
        decide("big", Map.of("kind", "include", "reason", "朋友", "expiresAt", "2090-01-01T00:00:00Z"));
        decide("all", Map.of("kind", "exclude"));
        shop.given().body(Map.of()).put("/v1/customers/pos:1/tags/loyal").then().statusCode(200);
        shop.given().delete("/v1/customers/pos:1/tags/fresh").then().statusCode(200);
        shop.given().body(Map.of()).put("/v1/customers/pos:1/tags/plain").then().statusCode(200);

        of("pos:1", "?count=true")
                .body("items.about", contains("segment", "segment", "tag", "tag"))
                .body("items.key", contains("all", "big", "fresh", "loyal"))
                .body("items.kind", contains("exclude", "include", "exclude", "include"))
                .body("items[1].name", notNullValue())
                .body("items[1].reason", is("朋友"))
                .body("items[1].author", notNullValue())
                .body("items[1].recordedAt", notNullValue())
                .body("items[1].until", is("2090-01-01T00:00:00Z"))
                .body("items[0].until", nullValue())
                .body("items[2].name", is("标签 fresh"))
                .body("items[2].author", notNullValue())
                .body("page.total", is(4));
        of("pos:2", "").body("items", empty());
        segments.ask("{customers(first: 2) {nodes {overrides {about key kind reason until}}}}")
                .body(
                        "data.customers.nodes.find {it.overrides.size() > 0}.overrides.key",
                        contains("all", "big", "fresh", "loyal"));
    }

    @Test
    void pagesFollowEachOther() {
        decide("big", Map.of("kind", "include"));
        decide("all", Map.of("kind", "exclude"));
        shop.given().delete("/v1/customers/pos:1/tags/fresh").then().statusCode(200);

        String next = of("pos:1", "?limit=2")
                .body("items.key", contains("all", "big"))
                .extract()
                .path("page.next");
        of("pos:1", "?limit=2&after=" + next)
                .body("items.key", contains("fresh"))
                .body("page.next", nullValue());
    }

    @Test
    void whatIsTakenBackIsGone() {
        decide("all", Map.of("kind", "exclude"));
        shop.given().delete("/v1/segments/all/overrides/pos:1").then().statusCode(200);

        of("pos:1", "").body("items", empty());
    }

    @Test
    void onlyWhoMayReadAllOfItSeesIt() {
        shop.given().get("/v1/customers/pos:9/overrides").then().statusCode(404);
        shop.withScopes("customers:read", "segments:read")
                .given()
                .get("/v1/customers/pos:1/overrides")
                .then()
                .statusCode(403);
    }

    private void decide(String segment, Map<String, ?> decision) {
        shop.given()
                .body(decision)
                .put("/v1/segments/" + segment + "/overrides/pos:1")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse of(String customer, String query) {
        return shop.given()
                .get("/v1/customers/" + customer + "/overrides" + query)
                .then()
                .statusCode(200);
    }
}
