package io.kequn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.segment.Segments;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a layer set was, and the way back.
@KequnTest
class LayerSetVersionTest {
    private TestShop shop;
    private Segments segments;
    private LayerSets sets;

    @BeforeEach
    void openShop() {
        shop = TestShop.create();
        segments = new Segments(shop);
        sets = new LayerSets(shop);
    }

    @Test
    void eachPublishedDivisionIsAVersionWithAuthorAndNote() {
        sets.publish("value", List.of("high: amount_spent > 1000"), "low");
        patch(Map.of("layers", layers("amount_spent > 2000"), "residual", residual(), "note", "以旧换新"))
                .statusCode(200);

        shop.given()
                .get("/v1/layer-sets/value/versions?count=true")
                .then()
                .statusCode(200)
                .body("items.number", contains(2, 1))
                .body("items.live", contains(false, true))
                .body("items[0].note", is("以旧换新"))
                .body("items[0].author", notNullValue())
                .body("items[0].publishedAt", nullValue())
                .body("items[1].publishedAt", notNullValue())
                .body("items[1].hash.length()", is(64))
                .body("items[1].layers.rule", contains("amount_spent > 1000", null))
                .body("page.total", is(2));
        shop.given()
                .get("/v1/layer-sets/value/versions/1")
                .then()
                .statusCode(200)
                .body("layers.key", contains("high", "low"));
    }

    @Test
    void anEarlierVersionTakesTheLayersBack() {
        segments.order("pos:1", "1", "500.00");
        sets.publish("value", List.of("high: amount_spent > 100"), "low");
        sets.publish("value", List.of("top: amount_spent > 100"), "rest");
        assertThat(sets.of("pos:1")).containsExactly("value=top");

        shop.given()
                .post("/v1/layer-sets/value/versions/1/publish")
                .then()
                .statusCode(200)
                .body("liveVersion", is(1))
                .body("layers.key", contains("high", "low"));
        sets.ready("value");

        assertThat(sets.of("pos:1")).containsExactly("value=high");
        shop.given().get("/v1/layer-sets/value/versions").then().body("items.live", contains(false, true));
        sets.verb("value", "publish").statusCode(200).body("liveVersion", is(1));
    }

    @Test
    void aVersionThatOthersCannotDoWithoutCannotBeLeft() {
        sets.publish("value", List.of("high: amount_spent > 100"), "low");
        sets.publish("value", List.of("top: amount_spent > 100"), "low");
        segments.publish("tops", "IN LAYER 'value' = 'top'");

        shop.given()
                .post("/v1/layer-sets/value/versions/1/publish")
                .then()
                .statusCode(409)
                .body("code", is("in_use"));
        shop.given().get("/v1/layer-sets/value").then().body("liveVersion", is(2));
    }

    @Test
    void layersOfAnEarlierVersionAreRecognised() {
        sets.publish("value", List.of("high: amount_spent > 100"), "low");
        sets.publish("value", List.of("high: amount_spent > 500"), "low");
        sets.publish("value", List.of("high: amount_spent > 100.00"), "low");

        shop.given()
                .get("/v1/layer-sets/value/versions")
                .then()
                .body("items.number", contains(3, 2, 1))
                .body("items.sameLayersAs", contains(1, null, null));
    }

    @Test
    void whatIsGivenChangesAndNullClears() {
        sets.publish("value", List.of("high: amount_spent > 100"), "low");
        String etag = shop.given().get("/v1/layer-sets/value").header("ETag");

        patch(Map.of("name", "Worth", "description", "By money"))
                .statusCode(200)
                .header("ETag", not(etag))
                .body("name", is("Worth"))
                .body("description", is("By money"))
                .body("layers.key", contains("high", "low"))
                .body("draft", nullValue());
        String changed = shop.given().get("/v1/layer-sets/value").header("ETag");
        patch(Map.of("name", "Worth")).statusCode(200).header("ETag", is(changed));
        patch(nothing("description")).statusCode(200).body("description", nullValue());

        patch(nothing("name")).statusCode(400).body("errors.pointer", contains("/name"));
        patch(nothing("layers")).statusCode(400);
        patch(Map.of("note", "Why")).statusCode(400).body("errors.pointer", contains("/note"));
        patch(Map.of("residual", residual())).statusCode(400).body("errors.pointer", contains("/layers"));
        shop.given()
                .header("If-Match", etag)
                .body(Map.of("name", "Late"))
                .patch("/v1/layer-sets/value")
                .then()
                .statusCode(412);
        shop.given()
                .body(Map.of("name", "None"))
                .patch("/v1/layer-sets/none")
                .then()
                .statusCode(404)
                .body("code", is("layer_set_not_found"));
    }

    @Test
    void aNoteGoesWithTheDraftThatWaits() {
        sets.publish("value", List.of("high: amount_spent > 100"), "low");
        sets.put("value", List.of("high: amount_spent > 500"), "low").statusCode(200);

        patch(Map.of("note", "Prices rose")).statusCode(200);

        shop.given().get("/v1/layer-sets/value/versions/2").then().body("note", is("Prices rose"));
    }

    @Test
    void whoComesBackFromTheArchiveIsWhatItWas() {
        segments.order("pos:1", "1", "300.00");
        sets.publish("value", List.of("high: amount_spent > 100"), "low");
        sets.put("value", List.of("high: amount_spent > 500"), "low").statusCode(200);

        sets.verb("value", "archive").statusCode(200);
        sets.verb("value", "unarchive")
                .statusCode(200)
                .body("liveVersion", is(1))
                .body("draft", hasSize(2));
        sets.ready("value");

        assertThat(sets.of("pos:1")).containsExactly("value=high");
    }

    @Test
    void graphqlDoesTheSame() {
        sets.publish("value", List.of("high: amount_spent > 100"), "low");
        sets.publish("value", List.of("top: amount_spent > 100"), "low");

        segments.ask("mutation { layerSetVersionPublish(input: {layerSet: \"value\", number: 1}) {"
                        + " layerSet { liveVersion } userErrors { code } } }")
                .body("data.layerSetVersionPublish.layerSet.liveVersion", is(1));
        segments.ask("{ layerSetVersions(layerSet: \"value\", first: 5) { nodes { number live layers { key } hash } }"
                        + " layerSetVersion(layerSet: \"value\", number: 9) { number } }")
                .body("data.layerSetVersions.nodes.number", contains(2, 1))
                .body("data.layerSetVersions.nodes.live", contains(false, true))
                .body("data.layerSetVersions.nodes[1].layers.key", contains("high", "low"))
                .body("data.layerSetVersion", nullValue());
        segments.ask("mutation { layerSetUpdate(input: {key: \"value\", name: \"Worth\", description: \"d\"}) {"
                        + " layerSet { name description draft { key } } userErrors { code } } }")
                .body("data.layerSetUpdate.layerSet.name", is("Worth"))
                .body("data.layerSetUpdate.layerSet.description", is("d"))
                .body("data.layerSetUpdate.layerSet.draft", nullValue());
        segments.ask("mutation { layerSetPut(input: {key: \"value\", description: null}) {"
                        + " layerSet { id name description } userErrors { code } } }")
                .body("data.layerSetPut.userErrors", empty())
                .body("data.layerSetPut.layerSet.name", is("Worth"))
                .body("data.layerSetPut.layerSet.description", nullValue());
        segments.ask("mutation { layerSetUpdate(input: {key: \"none\", name: \"n\"}) { userErrors { code } } }")
                .body("data.layerSetUpdate.userErrors.code", contains("layer_set_not_found"));
    }

    private ValidatableResponse patch(Map<String, ?> changes) {
        return shop.given().body(changes).patch("/v1/layer-sets/value").then();
    }

    private static List<Map<String, String>> layers(String rule) {
        return List.of(Map.of("key", "high", "name", "high", "rule", rule));
    }

    private static Map<String, String> residual() {
        return Map.of("key", "low", "name", "low");
    }

    private static Map<String, @Nullable Object> nothing(String field) {
        var changes = new HashMap<String, @Nullable Object>();
        changes.put(field, null);
        return changes;
    }
}
