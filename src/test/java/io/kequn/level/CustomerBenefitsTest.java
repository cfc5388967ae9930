package io.kequn.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.segment.Segments;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What levels and segments give, and what of it counts.
@KequnTest
class CustomerBenefitsTest {
    private TestShop shop;
    private Segments segments;

    @BeforeEach
    void openShop() {
        shop = TestShop.createAt("2026-01-15T12:00:00Z");
        segments = new Segments(shop);
        program("club", "P1Y", List.of(discount(5), Map.of("kind", "free_shipping"), text("coupon", "CLUB")));
        program("family", null, List.of(discount(8), Map.of("kind", "free_shipping")));
        segment("fans", List.of(discount(8), text("coupon", "FAN"), Map.of("kind", "points_multiplier", "value", 1.5)));
    }

    @Test
    void theBestCountsAndAllTheRestIsTold() {
        segments.order("pos:1", "1", "500.00");

        benefits("pos:1")
                .body(
                        "items.kind",
                        contains("discount_percent", "points_multiplier", "free_shipping", "coupon", "coupon"))
                .body("items[0].value", is(8))
                .body("items[0].source.kind", is("level"))
                .body("items[0].source.program", is("family"))
                .body("items[0].source.key", is("gold"))
                .body("items[0].expiresAt", nullValue())
                .body("items[1].source.kind", is("segment"))
                .body("items[1].source.key", is("fans"))
                .body("items[2].source.program", is("family"))
                .body("items.findAll { it.kind == 'coupon' }.text", contains("FAN", "CLUB"))
                .body("items.find { it.text == 'CLUB' }.expiresAt", notNullValue())
                .body("outdone.kind", contains("discount_percent", "discount_percent", "free_shipping"))
                .body("outdone.source.key", contains("fans", "gold", "gold"));
        segments.customer("pos:2", "Oslo");
        benefits("pos:2").body("items", empty()).body("outdone", empty());
        segments.ask("{ customers(first: 5, sort: \"-amount_spent\") { nodes { benefits { items { kind value"
                        + " source { kind key } } outdone { kind } } } } }")
                .body("data.customers.nodes[0].benefits.items[0].value", is(8))
                .body("data.customers.nodes[1].benefits.items", empty());
    }

    @Test
    void whatASegmentGivesIsPublishedAndHasVersions() {
        segments.order("pos:1", "1", "500.00");
        shop.given()
                .body(Map.of("benefits", List.of(discount(20))))
                .patch("/v1/segments/fans")
                .then()
                .statusCode(200)
                .body("benefits[0].value", is(8))
                .body("draftBenefits[0].value", is(20))
                .body("draft", is("amount_spent >= 100"));
        benefits("pos:1").body("items[0].value", is(8));
        publish("fans", "publish").body("benefits[0].value", is(20)).body("draftBenefits", nullValue());

        benefits("pos:1").body("items[0].value", is(20)).body("items[0].source.key", is("fans"));
        shop.given()
                .get("/v1/segments/fans/versions")
                .then()
                .body("items.benefits[0].value", contains(20))
                .body("items.benefits[1].value", hasItem(8));
        publish("fans", "versions/1/publish").body("benefits[0].value", is(8));
        benefits("pos:1").body("items[0].value", is(8)).body("items[0].source.program", is("family"));
        shop.given()
                .body(Map.of("benefits", List.of(Map.of("kind", "discount_percent", "value", 200))))
                .patch("/v1/segments/fans")
                .then()
                .statusCode(422)
                .body("errors.pointer", hasItem("/benefits/0/value"));
        shop.given()
                .body(Map.of("key", "copy"))
                .post("/v1/segments/fans/duplicate")
                .then()
                .statusCode(201)
                .body("benefits.size()", is(3));
    }

    @Test
    void whatAListGivesIsGivenAtOnce() {
        segments.customer("pos:1", "Oslo");
        put("friends", Map.of("name", "Friends", "kind", "static", "benefits", List.of(discount(3))));
        shop.given()
                .body(Map.of("add", List.of("pos:1")))
                .post("/v1/segments/friends/members")
                .then()
                .statusCode(200);
        benefits("pos:1").body("items.value", contains(3));
        var none = new HashMap<String, Object>();
        none.put("benefits", null);
        shop.given()
                .body(none)
                .patch("/v1/segments/friends")
                .then()
                .statusCode(200)
                .body("benefits", empty());
        benefits("pos:1").body("items", empty());
    }

    @Test
    void theCardTellsLevelsAndBenefits() {
        segments.order("pos:1", "1", "500.00");
        var card = shop.given().get("/v1/customers/pos:1/card");
        card.then()
                .statusCode(200)
                .body("levels.program", contains("club", "family"))
                .body("levels[0].level.key", is("gold"))
                .body("levels[0].expiresAt", notNullValue())
                .body("levels[0].locked", is(false))
                .body("levels[0].benefits.kind", contains("discount_percent", "free_shipping", "coupon"))
                .body("benefits.items[0].value", is(8));
        var tag = card.header("ETag");
        shop.given()
                .header("If-None-Match", tag)
                .get("/v1/customers/pos:1/card")
                .then()
                .statusCode(304);
        shop.given()
                .body(Map.of("level", "regular"))
                .put("/v1/customers/pos:1/levels/club")
                .then()
                .statusCode(200);
        assertThat(shop.given()
                        .header("If-None-Match", tag)
                        .get("/v1/customers/pos:1/card")
                        .path("levels[0].level.key")
                        .toString())
                .isEqualTo("regular");
        segments.ask("{ customerCard(customer: \"pos:1\") { customer { id } levels { program level { name } locked }"
                        + " benefits { items { kind } } tags { key } segments { key } layers { layer } } }")
                .body("data.customerCard.levels[0].locked", is(true));
        segments.ask("{ customers(first: 5) { nodes { card { levels { level { key } } segments { key } } } } }")
                .body("data.customers.nodes[0].card.segments.key", contains("fans"));
    }

    private void program(String key, String period, List<Map<String, ?>> gold) {
        var levels = List.of(
                Map.of("key", "regular", "name", "Regular"),
                Map.of("key", "gold", "name", "Gold", "qualification", "amount_spent >= 100", "benefits", gold));
        var retention = period == null ? Map.of("kind", "forever") : Map.of("kind", "duration", "period", period);
        shop.given()
                .body(Map.of("name", key, "levels", levels, "retention", retention))
                .put("/v1/level-programs/" + key)
                .then()
                .statusCode(201);
        new LevelPrograms(shop).publishDraft(key);
    }

    private void segment(String key, List<Map<String, ?>> benefits) {
        put(key, Map.of("name", key, "rule", "amount_spent >= 100", "benefits", benefits));
        publish(key, "publish");
    }

    private void put(String segment, Map<String, ?> body) {
        shop.given().body(body).put("/v1/segments/" + segment).then().statusCode(201);
    }

    private ValidatableResponse publish(String segment, String verb) {
        shop.given().post("/v1/segments/" + segment + "/" + verb).then().statusCode(200);
        Eventually.holds(
                () -> "ready".equals(shop.given().get("/v1/segments/" + segment).path("status")));
        return shop.given().get("/v1/segments/" + segment).then();
    }

    private static Map<String, ?> discount(int percent) {
        return Map.of("kind", "discount_percent", "value", percent);
    }

    private static Map<String, ?> text(String kind, String text) {
        return Map.of("kind", kind, "text", text);
    }

    private ValidatableResponse benefits(String customer) {
        return shop.given()
                .get("/v1/customers/" + customer + "/benefits")
                .then()
                .statusCode(200);
    }
}
