package io.kequn.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KequnTest
class CustomerCardTest {
    private static final String ADA = "/v1/customers/pos:ada";

    private TestShop shop;

    @BeforeEach
    void furnish() {
        shop = TestShop.create();
        put(ADA, Map.of("name", "Ada", "city", "Oslo"));
        put("/v1/tag-groups/rank", Map.of("name", "Rank", "kind", "custom"));
        put("/v1/tags/vip", Map.of("name", "VIP", "color", "#ff0000", "groupKey", "rank"));
        put("/v1/tags/autumn", Map.of("name", "Autumn"));
        put("/v1/segments/oslo", Map.of("name", "Oslo", "rule", "city = 'Oslo'"));
        shop.given().post("/v1/segments/oslo/publish").then().statusCode(200);
        Eventually.holds(
                () -> "ready".equals(shop.given().get("/v1/segments/oslo").path("status")));
    }

    @Test
    void saysWhatTheThreeListsSay() {
        put(ADA + "/tags/vip", Map.of("expiresAt", "2099-01-01T00:00:00.123456Z"));
        put(ADA + "/tags/autumn", Map.of());
        put("/v1/segments/friends", Map.of("name", "Friends", "kind", "static"));
        put("/v1/segments/friends/overrides/pos:ada", Map.of("kind", "include", "reason", "founder"));

        var card = card(ADA);

        assertThat(card.jsonPath().getMap("customer"))
                .isEqualTo(shop.given().get(ADA).jsonPath().getMap(""));
        assertThat(card.jsonPath().getList("tags"))
                .hasSize(2)
                .isEqualTo(shop.given().get(ADA + "/tags").jsonPath().getList("items"));
        assertThat(card.jsonPath().getList("segments"))
                .hasSize(2)
                .isEqualTo(shop.given().get(ADA + "/segments").jsonPath().getList("items"));
        card.then().body("segments[0].override.reason", is("founder"));
    }

    @Test
    void customerWithoutAnythingHasEmptyLists() {
        put("/v1/customers/pos:bob", Map.of());

        card("/v1/customers/pos:bob")
                .then()
                .body("customer.name", nullValue())
                .body("tags.size()", is(0))
                .body("segments.size()", is(0));
    }

    @Test
    void isSentAgainOnlyWhereItSaysSomethingElse() {
        put(ADA + "/tags/vip", Map.of());
        var tag = card(ADA).header("ETag");

        shop.given()
                .header("If-None-Match", tag)
                .get(ADA + "/card")
                .then()
                .statusCode(304)
                .header("ETag", tag);
        shop.given()
                .body(Map.of("name", "Very important"))
                .patch("/v1/tags/vip")
                .then()
                .statusCode(200);

        var other = shop.given().header("If-None-Match", tag).get(ADA + "/card");
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(other.header("ETag")).isNotEqualTo(tag);
        other.then().body("tags[0].name", is("Very important"));
    }

    @Test
    void mergedCustomerLeadsToTheSurvivorsCard() {
        String from = shop.given().get(ADA).path("id");
        put("/v1/customers/pos:eva", Map.of("name", "Eva"));
        String into = shop.given().get("/v1/customers/pos:eva").path("id");
        shop.given()
                .body(Map.of("into", into))
                .post("/v1/customers/" + from + "/merge")
                .then()
                .statusCode(200);

        var moved = shop.given().redirects().follow(false).get("/v1/customers/" + from + "/card");

        assertThat(moved.statusCode()).isEqualTo(301);
        assertThat(moved.header("Location")).endsWith("/v1/customers/" + into + "/card");
    }

    @Test
    void needsLeaveForAllThatItShows() {
        shop.withScopes("customers:read", "segments:read")
                .given()
                .get(ADA + "/card")
                .then()
                .statusCode(403)
                .body("code", is("scope_missing"));
        shop.given().get("/v1/customers/pos:nobody/card").then().statusCode(404).body("code", is("customer_not_found"));
    }

    private Response card(String customer) {
        var card = shop.given().get(customer + "/card");
        assertThat(card.statusCode()).as(card.asString()).isEqualTo(200);
        return card;
    }

    private void put(String address, Map<String, ?> body) {
        var answer = shop.given().body(body).put(address);
        assertThat(answer.statusCode()).as(answer.asString()).isLessThan(300);
    }
}
