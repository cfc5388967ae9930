package io.kequn.publication;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.layer.LayerSets;
import io.kequn.level.LevelPrograms;
import io.kequn.segment.Segments;
import io.kequn.tagrule.TagRules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Counts change without a new version: who reads again learns of them, and who changes the definition need not.
@KequnTest
class EntityTagTest {
    private static final String RULE = "amount_spent > 100";

    private TestShop shop;
    private Segments segments;

    @BeforeEach
    void open() {
        shop = TestShop.create();
        segments = new Segments(shop);
    }

    @Test
    void membersOfASegmentMakeItsOldTagStale() {
        segments.publish("big", RULE);

        aNewCountIsRead("/v1/segments/big", "memberCount", 5);
    }

    @Test
    void customersOfALayerMakeTheOldTagOfItsSetStale() {
        new LayerSets(shop).publish("value", List.of("high: " + RULE), "low");

        aNewCountIsRead("/v1/layer-sets/value", "layers[0].customerCount", 5);
    }

    @Test
    void customersOfATagMakeTheOldTagOfItsRuleStale() {
        new TagRules(shop).rule("big", RULE);

        aNewCountIsRead("/v1/tags/big/rule", "customerCount", 5);
    }

    /// A version that is no longer live is told from what it was.
    @Test
    void versionsHaveTags() {
        segments.publish("big", RULE);
        new LayerSets(shop).publish("value", List.of("high: " + RULE), "low");
        new TagRules(shop).rule("big", RULE);
        new LevelPrograms(shop).publish("club", List.of("basic", "gold: " + RULE), Map.of());
        var versions = List.of(
                "/v1/segments/big/versions/1",
                "/v1/layer-sets/value/versions/1",
                "/v1/tags/big/rule/versions/1",
                "/v1/level-programs/club/versions/1");
        var before = versions.stream()
                .map(path -> shop.given().get(path).header("ETag"))
                .toList();
        for (int i = 0; i < versions.size(); i++) {
            ifNoneMatch(versions.get(i), before.get(i), 304);
        }

        segments.publish("big", "amount_spent > 200");
        new LayerSets(shop).publish("value", List.of("high: amount_spent > 200"), "low");
        new TagRules(shop).rule("big", "amount_spent > 200");
        new LevelPrograms(shop).publish("club", List.of("basic", "gold: amount_spent > 200"), Map.of());

        for (int i = 0; i < versions.size(); i++) {
            shop.given()
                    .header("If-None-Match", before.get(i))
                    .get(versions.get(i))
                    .then()
                    .statusCode(200)
                    .body("live", is(false));
        }
    }

    @Test
    void whatIsNotThereHasNoVersionToMatch() {
        for (var path : List.of("/v1/segments/new", "/v1/layer-sets/new", "/v1/tags/new")) {
            shop.given()
                    .header("If-Match", "\"1\"")
                    .body(
                            path.contains("layer")
                                    ? Map.of(
                                            "name",
                                            "New",
                                            "layers",
                                            List.of(),
                                            "residual",
                                            Map.of("key", "rest", "name", "Rest"))
                                    : Map.of("name", "New"))
                    .put(path)
                    .then()
                    .statusCode(412)
                    .body("code", is("version_mismatch"));
        }
    }

    private void aNewCountIsRead(String path, String count, int expected) {
        String before = shop.given().get(path).header("ETag");
        ifNoneMatch(path, before, 304);

        for (int i = 1; i <= expected; i++) {
            segments.order("pos:" + i, "order-" + i, "500.00").statusCode(201);
        }

        shop.given()
                .header("If-None-Match", before)
                .get(path)
                .then()
                .statusCode(200)
                .body(count, is(expected));
        ifNoneMatch(path, shop.given().get(path).header("ETag"), 304);
    }

    private void ifNoneMatch(String path, String tag, int status) {
        shop.given().header("If-None-Match", tag).get(path).then().statusCode(status);
    }

    @Test
    void aChangeComparesTheVersionOnly() {
        segments.publish("big", RULE);
        String before = shop.given().get("/v1/segments/big").header("ETag");
        segments.order("pos:1", "1", "500.00").statusCode(201);

        rename(before, "Big").statusCode(200).body("name", is("Big"));
        rename(before, "Bigger")
                .statusCode(412)
                .body("code", is("version_mismatch"))
                .body("detail", containsString("read it again"));
    }

    private io.restassured.response.ValidatableResponse rename(String tag, String name) {
        return shop.given()
                .header("If-Match", tag)
                .body(Map.of("name", name))
                .patch("/v1/segments/big")
                .then();
    }
}
