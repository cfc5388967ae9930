package io.kequn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import io.kequn.Eventually;
import io.kequn.HeldCustomers;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.segment.Segments;
import io.kequn.tagrule.TagRules;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Layer sets: every customer in exactly one layer of each.
@KequnTest
class LayerSetTest {
    @Inject
    DataSource database;

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
    void theFirstLayerWhoseRuleHoldsIsTheCustomers() {
        segments.order("pos:1", "1", "5000.00");
        segments.order("pos:2", "2", "500.00");
        segments.customer("pos:3", "Oslo");

        sets.publish("value", List.of("high: amount_spent > 1000", "mid: amount_spent > 100"), "low");

        assertThat(sets.of("pos:1")).containsExactly("value=high");
        assertThat(sets.of("pos:2")).containsExactly("value=mid");
        assertThat(sets.of("pos:3")).containsExactly("value=low");
        shop.given()
                .get("/v1/layer-sets/value")
                .then()
                .body("status", is("ready"))
                .body("liveVersion", is(1))
                .body("layers.key", contains("high", "mid", "low"))
                .body("layers.rule", contains("amount_spent > 1000", "amount_spent > 100", null))
                .body("layers.customerCount", contains(1, 1, 1))
                .body("draft", nullValue());
        shop.given()
                .get("/v1/layer-sets/value/layers/high/customers?count=true")
                .then()
                .body("items", hasSize(1))
                .body("items[0].customer.identities.externalId", contains("1"))
                .body("page.total", is(1));
    }

    @Test
    void aWriteMovesTheCustomerAndTellsFromWhereToWhere() {
        sets.publish("value", List.of("high: amount_spent > 1000", "mid: amount_spent > 100"), "low");

        segments.customer("pos:1", Map.of("city", "Oslo"))
                .body("membershipChanges.kind", contains("layer"))
                .body("membershipChanges.key", contains("value"))
                .body("membershipChanges.operation", contains("entered"))
                .body("membershipChanges.to", contains("low"))
                .body("membershipChanges[0].from", nullValue());
        segments.order("pos:1", "1", "5000.00")
                .body("membershipChanges.operation", contains("moved"))
                .body("membershipChanges.from", contains("low"))
                .body("membershipChanges.to", contains("high"));
        segments.order("pos:1", "2", "1.00").body("membershipChanges", empty());

        assertThat(sets.of("pos:1")).containsExactly("value=high");
    }

    @Test
    void rulesReadLayersAndLayersReadSegmentsAndTags() {
        new TagRules(shop).rule("rich", "amount_spent > 1000");
        segments.publish("local", "city = 'Oslo'");
        sets.publish("stage", List.of("dear: IN SEGMENT 'local' AND customer_tags CONTAINS 'rich'"), "other");
        segments.publish("dears", "IN LAYER 'stage' = 'dear'");
        sets.publish("again", List.of("yes: IN SEGMENT 'dears'"), "no");
        segments.customer("pos:1", "Oslo");

        segments.order("pos:1", "1", "5000.00")
                .body("membershipChanges.key", contains("rich", "stage", "dears", "again"))
                .body("membershipChanges.operation", contains("entered", "moved", "entered", "moved"));

        assertThat(sets.of("pos:1")).containsExactly("again=yes", "stage=dear");
        assertThat(segments.of("pos:1")).containsExactly("dears", "local");
    }

    @Test
    void aNewVersionMovesEveryoneAndWhoReadsIt() {
        segments.order("pos:1", "1", "500.00");
        segments.order("pos:2", "2", "5.00");
        sets.publish("value", List.of("high: amount_spent > 1000", "mid: amount_spent > 100"), "low");
        segments.publish("mids", "IN LAYER 'value' = 'mid'");
        String since = sets.since("pos:2");
        assertThat(segments.of("pos:1")).containsExactly("mids");

        sets.publish("value", List.of("mid: amount_spent > 1000", "top: amount_spent > 100"), "low");

        assertThat(sets.of("pos:1")).containsExactly("value=top");
        assertThat(segments.of("pos:1")).isEmpty();
        assertThat(sets.since("pos:2")).isEqualTo(since);
        shop.given().get("/v1/layer-sets/value").then().body("liveVersion", is(2));
        shop.given()
                .get("/v1/layer-sets/value/layers/high/customers")
                .then()
                .statusCode(404)
                .body("code", is("layer_not_found"));
    }

    @Test
    void aDraftChangesNothingUntilItIsPublished() {
        segments.order("pos:1", "1", "500.00");
        sets.publish("value", List.of("high: amount_spent > 100"), "low");

        sets.put("value", List.of("high: amount_spent > 1000"), "low")
                .statusCode(200)
                .body("layers.rule", contains("amount_spent > 100", null))
                .body("draft.rule", contains("amount_spent > 1000", null));
        segments.order("pos:1", "2", "1.00").body("membershipChanges", empty());
        sets.put("value", List.of("high: amount_spent > 100"), "low").body("draft", nullValue());

        assertThat(sets.of("pos:1")).containsExactly("value=high");
    }

    @Test
    void timeMovesCustomers() {
        segments.order("pos:1", "1", "5.00", now().minus(Duration.ofDays(20)).toString());
        sets.publish("stage", List.of("active: last_order_date >= -30d", "dormant: last_order_date >= -60d"), "lost");
        segments.publish("sleepers", "IN LAYER 'stage' = 'dormant'");
        assertThat(sets.of("pos:1")).containsExactly("stage=active");

        shop.advance(Duration.ofDays(20));

        Eventually.holds(() -> sets.of("pos:1").equals(List.of("stage=dormant")));
        Eventually.holds(() -> segments.of("pos:1").equals(List.of("sleepers")));
    }

    @Test
    void circlesThroughLayersAreRefused() {
        sets.publish("value", List.of("high: amount_spent > 1000"), "low");
        segments.publish("highs", "IN LAYER 'value' = 'high'");
        sets.put("value", List.of("high: NOT IN SEGMENT 'highs'"), "low").statusCode(200);

        sets.verb("value", "publish")
                .statusCode(409)
                .body("code", is("rule_cycle"))
                .body("detail", containsString("`layer:value` → `highs` → `layer:value`"));
        new TagRules(shop).define("loop");
        sets.put("value", List.of("high: customer_tags CONTAINS 'loop'"), "low");
        sets.publishDraft("value");
        new TagRules(shop)
                .put("loop", "IN LAYER 'value' = 'low'")
                .statusCode(409)
                .body("detail", containsString("`tag:loop` → `layer:value` → `tag:loop`"));
    }

    @Test
    void aLayerThatIsReadStays() {
        sets.publish("value", List.of("high: amount_spent > 1000"), "low");
        segments.publish("highs", "IN LAYER 'value' = 'high'");

        sets.put("value", List.of("top: amount_spent > 1000"), "low").statusCode(200);
        sets.verb("value", "publish")
                .statusCode(409)
                .body("code", is("in_use"))
                .body("detail", containsString("'high' by segment `highs`"));
        sets.verb("value", "archive")
                .statusCode(409)
                .body("code", is("in_use"))
                .body("errors.pointer", contains("/v1/segments/highs"));
        segments.order("pos:1", "1", "5000.00").statusCode(201);
        assertThat(segments.of("pos:1")).containsExactly("highs");
    }

    @Test
    void anArchivedSetLosesItsCustomersAndComesBack() {
        segments.order("pos:1", "1", "5000.00");
        sets.publish("value", List.of("high: amount_spent > 1000"), "low");

        sets.verb("value", "archive").statusCode(200).body("status", is("archived"));
        Eventually.holds(() -> sets.of("pos:1").isEmpty());
        segments.order("pos:1", "2", "1.00").body("membershipChanges", empty());
        segments.put("highs", "IN LAYER 'value' = 'high'")
                .statusCode(422)
                .body("errors[0].code", is("unknown_layer_set"));

        sets.verb("value", "unarchive").statusCode(200);
        sets.ready("value");
        assertThat(sets.of("pos:1")).containsExactly("value=high");

        sets.verb("value", "archive").statusCode(200);
        Eventually.holds(() -> shop.given().delete("/v1/layer-sets/value").statusCode() == 204);
        shop.given().get("/v1/layer-sets/value").then().statusCode(404).body("code", is("layer_set_not_found"));
    }

    /// However long it takes to take them out one by one.
    @Test
    void anArchivedSetHasNoCustomersAtOnce() throws SQLException {
        segments.order("pos:1", "1", "5000.00");
        sets.publish("value", List.of("high: amount_spent > 1000"), "low");

        try (var writer = new HeldCustomers(database, shop)) {
            sets.verb("value", "archive").statusCode(200).body("layers.customerCount", contains(0, 0));
            writer.awaitWriter();

            shop.given()
                    .get("/v1/layer-sets/value/layers/high/customers?count=true")
                    .then()
                    .statusCode(200)
                    .body("items", empty())
                    .body("page.total", is(0));
            shop.given().get("/v1/layer-sets/value").then().body("layers.customerCount", contains(0, 0));
        }
    }

    /// They are evaluated by one statement, and PostgreSQL binds no more than 65,535 values to one.
    @Test
    void layersCompareWithNoMoreValuesThanOneStatementBinds() {
        var layers = IntStream.range(0, 15)
                .mapToObj(layer -> "l" + layer + ": " + manyValues(layer))
                .toList();

        sets.put("value", layers, "low")
                .statusCode(422)
                .body("code", is("rule_invalid"))
                .body("errors[0].pointer", is("/layers"))
                .body("errors[0].message", containsString("60000"));
        sets.put("value", layers.subList(0, 5), "low").statusCode(201);
    }

    private static String manyValues(int layer) {
        return IntStream.range(0, 22)
                .mapToObj(condition -> "event MATCHES (name = 'x', "
                        + IntStream.range(0, 99)
                                .mapToObj(i -> {
                                    int value = 10_000 + 200 * (22 * layer + condition) + 2 * i;
                                    return "p" + i + " BETWEEN " + value + " AND " + (value + 1);
                                })
                                .collect(Collectors.joining(", "))
                        + ")")
                .collect(Collectors.joining(" OR "));
    }

    @Test
    void layersMustBeWhole() {
        sets.put("value", List.of("high: amount_spend > 1000"), "low")
                .statusCode(422)
                .body("code", is("rule_invalid"))
                .body("errors[0].pointer", is("/layers/0/rule"));
        sets.put("value", List.of("high: amount_spent > 1000", "high: TRUE"), "low")
                .statusCode(422)
                .body("errors.pointer", contains("/layers/1/key"));
        sets.put("value", List.of("high: amount_spent > 1000"), "high").statusCode(422);
        var many = String.join(" OR ", Collections.nCopies(300, "amount_spent > 100"));
        sets.put("value", List.of("high: " + many, "mid: " + many), "low")
                .statusCode(422)
                .body("errors.pointer", contains("/layers"));
        shop.given()
                .body(Map.of("name", "v", "layers", List.of()))
                .put("/v1/layer-sets/value")
                .then()
                .statusCode(400)
                .body("errors.pointer", contains("/residual"));
        shop.given().get("/v1/layer-sets/value").then().statusCode(404);
    }

    @Test
    void whoIsDeletedOrMergedLeavesAllLayers() {
        segments.order("pos:1", "1", "600.00");
        segments.order("pos:2", "2", "600.00");
        sets.publish("value", List.of("high: amount_spent > 1000"), "low");

        shop.given()
                .body(Map.of("from", "pos:2"))
                .post("/v1/customers/pos:1/merge")
                .then()
                .statusCode(200)
                .body("membershipChanges.operation", contains("left", "moved"));
        assertThat(sets.of("pos:1")).containsExactly("value=high");
        shop.given().get("/v1/layer-sets/value").then().body("layers.customerCount", contains(1, 0));

        shop.given().delete("/v1/customers/pos:1").then().statusCode(oneOf(200, 204));
        shop.given().get("/v1/layer-sets/value").then().body("layers.customerCount", contains(0, 0));
    }

    @Test
    void cardAndGraphQLShowLayers() {
        segments.order("pos:1", "1", "5000.00");
        segments.ask("mutation { layerSetPut(input: {key: \"value\", name: \"Value\", "
                        + "layers: [{key: \"high\", name: \"High\", rule: \"amount_spent > 1000\"}], "
                        + "residual: {key: \"low\", name: \"Low\"}}) { layerSet { status } userErrors { code } } }")
                .body("data.layerSetPut.layerSet.status", is("DRAFT"));
        segments.ask("mutation { layerSetPublish(input: {key: \"value\"}) { layerSet { key } userErrors { code } } }")
                .body("data.layerSetPublish.userErrors", empty());
        sets.ready("value");

        shop.given()
                .get("/v1/customers/pos:1/card")
                .then()
                .body("layers.set", contains("value"))
                .body("layers.layer", contains("high"))
                .body("layers.name", contains("High"));
        segments.ask("{ customers(first: 5) { nodes { layers { set layer name } } } "
                        + "layerCustomers(layerSet: \"value\", layer: \"high\") { nodes { name } } "
                        + "layerSets { nodes { key layers { key customerCount } } } }")
                .body("data.customers.nodes[0].layers[0].layer", is("high"))
                .body("data.layerCustomers.nodes", hasSize(1))
                .body("data.layerSets.nodes[0].layers.customerCount", contains(1, 0));
    }

    @Test
    void whoReadsADefinitionIsTold() {
        new TagRules(shop).rule("rich", "amount_spent > 1000");
        segments.publish("local", "customer_tags CONTAINS 'rich'");
        sets.publish("stage", List.of("dear: IN SEGMENT 'local'"), "other");
        new TagRules(shop).rule("dear", "IN LAYER 'stage' = 'dear' AND IN SEGMENT 'local'");
        segments.put("idea", "IN SEGMENT 'local'").statusCode(201);

        shop.given()
                .get("/v1/segments/local/dependents")
                .then()
                .body("items.kind", contains("layer_set", "segment", "tag"))
                .body("items.key", contains("stage", "idea", "dear"))
                .body("items.live", contains(true, false, true));
        shop.given().get("/v1/tags/rich/dependents").then().body("items.key", contains("local"));
        shop.given().get("/v1/layer-sets/stage/dependents").then().body("items.key", contains("dear"));
        shop.given().get("/v1/segments/none/dependents").then().statusCode(404);
        segments.ask("{ dependents(kind: LAYER_SET, key: \"stage\") { kind key live } }")
                .body("data.dependents[0].key", is("dear"));
        segments.ask("{ segmentPreview(segment: \"local\") { dependents { kind key } } }")
                .body("data.segmentPreview.dependents", hasSize(3));
        shop.given()
                .post("/v1/segments/local/archive")
                .then()
                .statusCode(409)
                .body("errors.pointer", contains("/v1/layer-sets/stage", "/v1/tags/dear/rule"));
    }

    private Instant now() {
        return Instant.parse(shop.given().get("/v1/shop/clock").path("now"));
    }
}
