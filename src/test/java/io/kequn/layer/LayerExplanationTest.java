package io.kequn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.segment.Segments;
import io.kequn.tagrule.TagRules;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Why a customer is in its layer, and in none before it.
@KequnTest
class LayerExplanationTest {
    private TestShop shop;
    private Segments segments;
    private LayerSets sets;

    @BeforeEach
    void openShop() {
        shop = TestShop.create(Map.of("test", true));
        segments = new Segments(shop);
        sets = new LayerSets(shop);
    }

    @Test
    void eachLayerIsToldUpToTheOneThatHolds() {
        segments.order("pos:1", "1", "300.00");
        publishValue();

        explain("pos:1")
                .body("stored", is("mid"))
                .body("verdict", is("mid"))
                .body("version", is(1))
                .body("status", is("ready"))
                .body("draft", is(false))
                .body("since", notNullValue())
                .body("movedFrom", nullValue())
                .body("cause.reason", is("definition"))
                .body("layers.key", contains("high", "mid"))
                .body("layers.holds", contains(false, true))
                .body("layers[0].rule.text", is("amount_spent > 1000"))
                .body("layers[0].rule.tests[0].actual", is("300.00"))
                .body("layers[0].flips.name", contains("amount_spent"))
                .body("layers[1].rule.kind", is("all"))
                .body("layers[1].rule.children.holds", contains(true, true));
    }

    /// An attribute that no live rule reads changes nothing that writers know of the shop's rules.
    @Test
    void aDraftIsExplainedByWhatThereIsNow() {
        segments.order("pos:1", "1", "300.00");
        publishValue();
        segments.order("pos:1", "2", "1.00");
        shop.given()
                .body(Map.of("name", "Size", "type", "string"))
                .put("/v1/attributes/size")
                .then()
                .statusCode(201);
        sets.put("value", List.of("high: custom.size = 'L'"), "low").statusCode(200);

        shop.given()
                .get("/v1/layer-sets/value/customers/pos:1/explanation?draft=true")
                .then()
                .statusCode(200)
                .body("draft", is(true))
                .body("verdict", is("low"))
                .body("layers[0].rule.text", is("custom.size = 'L'"));
    }

    @Test
    void theNamedChangeBringsTheCustomerThere() {
        segments.order("pos:1", "1", "300.00");
        publishValue();
        String more = explain("pos:1").extract().path("layers[0].flips[0].by");

        segments.order("pos:1", "2", more).body("membershipChanges.to", contains("high"));

        explain("pos:1")
                .body("stored", is("high"))
                .body("movedFrom", is("mid"))
                .body("cause.reason", is("data"))
                .body("layers.key", contains("high"));
    }

    @Test
    void whoIsInTheLastLayerIsTriedByAllBefore() {
        segments.customer("pos:1", "Oslo");
        publishValue();

        explain("pos:1")
                .body("stored", is("low"))
                .body("layers.key", contains("high", "mid", "low"))
                .body("layers.holds", contains(false, false, true))
                .body("layers[2].rule", nullValue())
                .body("layers[2].flips", nullValue())
                .body("layers[2].unflippable", nullValue());
    }

    @Test
    void aDraftIsExplainedAsOfNow() {
        segments.order("pos:1", "1", "300.00");
        sets.put("value", List.of("high: amount_spent > 1000"), "low").statusCode(201);
        ask("value", "pos:1", false).statusCode(409).body("code", is("state_conflict"));
        ask("value", "pos:1", true)
                .statusCode(200)
                .body("draft", is(true))
                .body("stored", nullValue())
                .body("verdict", is("low"))
                .body("version", is(1))
                .body("since", nullValue())
                .body("cause", nullValue());
        publishValue();
        ask("value", "pos:1", true).statusCode(409);

        sets.put("value", List.of("top: amount_spent > 200"), "low").statusCode(200);

        ask("value", "pos:1", true)
                .body("stored", is("mid"))
                .body("verdict", is("top"))
                .body("version", is(2))
                .body("layers.key", contains("top"));
        explain("pos:1").body("verdict", is("mid"));
    }

    /// As of a segment: nobody is in it, and since when is told.
    @Test
    void archivedSetHasNobodyAndTellsSinceWhen() {
        segments.order("pos:1", "1", "300.00");
        publishValue();
        sets.verb("value", "archive").statusCode(200);
        explain("pos:1").body("stored", nullValue()).body("verdict", nullValue());
        Eventually.holds(() -> "mid".equals(explain("pos:1").extract().path("movedFrom")));

        explain("pos:1")
                .body("status", is("archived"))
                .body("stored", nullValue())
                .body("verdict", nullValue())
                .body("since", notNullValue())
                .body("movedFrom", is("mid"))
                .body("cause.reason", is("definition"))
                .body("layers", empty());
        ask("value", "pos:1", true).statusCode(409).body("code", is("state_conflict"));
        segments.publish("all", "TRUE");
        shop.given().post("/v1/segments/all/archive").then().statusCode(200);
        var path = "/v1/segments/all/members/pos:1/explanation";
        shop.given().get(path).then().body("stored", is(false)).body("verdict", is(false));
        Eventually.holds(() -> shop.given().get(path).path("since") != null);
        shop.given()
                .get(path)
                .then()
                .body("status", is("archived"))
                .body("stored", is(false))
                .body("verdict", is(false))
                .body("since", notNullValue())
                .body("cause.reason", is("definition"))
                .body("rule", nullValue());
    }

    @Test
    void whoHasMovedByTimeIsToldSo() {
        var now = Instant.parse(shop.given().get("/v1/shop/clock").path("now"));
        segments.order("pos:1", "1", "5.00", now.minus(Duration.ofDays(20)).toString());
        sets.publish("stage", List.of("active: last_order_date >= -30d", "dormant: last_order_date >= -60d"), "lost");
        ask("stage", "pos:1", false).body("layers[0].flips[0].kind", is("time"));

        shop.advance(Duration.ofDays(20));
        Eventually.holds(() -> sets.of("pos:1").equals(List.of("stage=dormant")));

        ask("stage", "pos:1", false)
                .body("stored", is("dormant"))
                .body("verdict", is("dormant"))
                .body("movedFrom", is("active"))
                .body("cause.reason", is("time"));
    }

    @Test
    void everyLayerReadsWhatItReads() {
        new TagRules(shop).rule("rich", "amount_spent > 1000");
        segments.publish("local", "city = 'Oslo'");
        sets.publish("stage", List.of("dear: IN SEGMENT 'local' AND customer_tags CONTAINS 'rich'"), "other");
        sets.publish("again", List.of("yes: IN LAYER 'stage' = 'dear'", "no: event NOT MATCHES (name = 'x')"), "rest");
        segments.customer("pos:1", "Oslo");

        ask("again", "pos:1", false)
                .body("verdict", is("no"))
                .body("layers.holds", contains(false, true))
                .body("layers[0].rule.tests[0].actual", is("other"));
        ask("stage", "pos:1", false)
                .body("layers[0].rule.children.holds", contains(true, false))
                .body("layers[0].rule.children.pointer", contains("/and/0", "/and/1"));
    }

    @Test
    void aSetWithoutRulesHasOneLayer() {
        segments.customer("pos:1", "Oslo");
        sets.publish("all", List.of(), "everyone");

        ask("all", "pos:1", false)
                .statusCode(200)
                .body("stored", is("everyone"))
                .body("layers", hasSize(1));
    }

    @Test
    void whatIsNotThereIsRefused() {
        segments.customer("pos:1", "Oslo");
        publishValue();

        ask("none", "pos:1", false).statusCode(404).body("code", is("layer_set_not_found"));
        ask("value", "pos:2", false).statusCode(404).body("code", is("customer_not_found"));
    }

    @Test
    void graphqlTellsTheSame() {
        segments.order("pos:1", "1", "300.00");
        publishValue();

        var answer = segments.ask("{ customerLayerExplanation(layerSet: \"value\", customer: \"pos:1\") {"
                        + " stored verdict timeZone layers { key holds rule { text children { text holds } }"
                        + " flips { name by message } unflippable { code } } } }")
                .body("data.customerLayerExplanation.stored", is("mid"))
                .body("data.customerLayerExplanation.layers.key", contains("high", "mid"))
                .body("data.customerLayerExplanation.layers[0].rule.children", empty())
                .extract()
                .jsonPath();
        assertThat(answer.getString("data.customerLayerExplanation.layers[0].flips[0].message"))
                .isEqualTo(explain("pos:1").extract().path("layers[0].flips[0].message"));
    }

    private void publishValue() {
        sets.publish(
                "value",
                List.of("high: amount_spent > 1000", "mid: amount_spent > 100 AND number_of_orders >= 1"),
                "low");
    }

    private ValidatableResponse explain(String customer) {
        return ask("value", customer, false).statusCode(200);
    }

    private ValidatableResponse ask(String set, String customer, boolean draft) {
        return shop.given()
                .get("/v1/layer-sets/" + set + "/customers/" + customer + "/explanation?draft=" + draft)
                .then();
    }
}
