package io.kequn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.segment.Segments;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How large layers would be, and how large they were.
@KequnTest
class LayerSetPreviewTest {
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
    void aFirstDraftDividesAllCustomers() {
        segments.order("pos:1", "1", "5000.00");
        segments.order("pos:2", "2", "500.00");
        segments.customer("pos:3", "Oslo");
        sets.put("value", List.of("high: amount_spent > 1000", "mid: amount_spent > 100"), "low")
                .statusCode(201);

        preview("value")
                .body("layerSet", is("value"))
                .body("layers.key", contains("high", "mid", "low"))
                .body("layers.count", contains(1, 1, 1))
                .body("layers.present", contains(0, 0, 0))
                .body("layers[0].check.rule", is("amount_spent > 1000"))
                .body("layers[2].check", nullValue())
                .body("moves.from", contains(null, null, null))
                .body("moves.count", contains(1, 1, 1))
                .body("moves[0].samples", hasSize(1));
        assertThat(sets.of("pos:1")).as("nothing has changed").isEmpty();
    }

    @Test
    void whoMovesFromWhereToWhereIsTold() {
        segments.order("pos:1", "1", "5000.00");
        segments.order("pos:2", "2", "500.00");
        segments.order("pos:3", "3", "400.00");
        segments.customer("pos:4", "Oslo");
        sets.publish("value", List.of("high: amount_spent > 1000", "mid: amount_spent > 100"), "low");
        segments.publish("highs", "IN LAYER 'value' = 'high'");
        sets.put("value", List.of("high: amount_spent > 300", "top: amount_spent > 10000"), "low")
                .statusCode(200);

        preview("value")
                .body("layers.key", contains("high", "top", "low"))
                .body("layers.count", contains(3, 0, 1))
                .body("layers.present", contains(1, 0, 1))
                .body("moves", hasSize(1))
                .body("moves[0].from", is("mid"))
                .body("moves[0].to", is("high"))
                .body("moves[0].count", is(2))
                .body("moves[0].samples", hasSize(2))
                .body("dependents.key", contains("highs"));
    }

    @Test
    void theLiveLayersMoveNobody() {
        segments.order("pos:1", "1", "5000.00");
        sets.publish("value", List.of("high: amount_spent > 1000"), "low");

        preview("value").body("layers.count", contains(1, 0)).body("moves", empty());
    }

    @Test
    void atMostFiftyCustomersAreShown() {
        var lines =
                IntStream.range(0, 130).mapToObj(i -> """
                    {"customer": "pos:%1$d", "source": "pos", "externalId": "%1$d", \
                    "placedAt": "2026-01-05T10:00:00+08:00", \
                    "total": {"amount": "%2$d.00", "currency": "CNY"}}\
                    """.formatted(i, i + 1)).collect(Collectors.joining("\n"));
        shop.given()
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/v1/orders")
                .then()
                .statusCode(200);
        sets.put("value", List.of("high: amount_spent > 30"), "low").statusCode(201);

        var answer = preview("value")
                .body("layers.count", contains(100, 30))
                .extract()
                .jsonPath();

        assertThat(answer.getList("moves.count")).isEqualTo(List.of(100, 30));
        assertThat(answer.getList("moves.samples.flatten()")).hasSize(50);
    }

    @Test
    void findingsOfTheRulesAreTold() {
        sets.put("value", List.of("away: city != 'Oslo'"), "rest").statusCode(201);

        preview("value").body("layers[0].check.findings.code", hasItem("includes_missing"));
    }

    @Test
    void aSetThatIsNotThereHasNoPreview() {
        shop.given().post("/v1/layer-sets/none/preview").then().statusCode(404).body("code", is("layer_set_not_found"));
        shop.given().get("/v1/layer-sets/none/sizes").then().statusCode(404).body("code", is("layer_set_not_found"));
    }

    @Test
    void theSizeOfEachLayerIsKnownDayByDay() {
        segments.order("pos:1", "1", "5000.00");
        segments.customer("pos:2", "Oslo");
        sets.publish("value", List.of("high: amount_spent > 1000"), "low");
        var first = today();
        shop.advance(Duration.ofDays(1));
        segments.order("pos:2", "2", "5000.00");
        segments.customer("pos:3", "Oslo");
        shop.advance(Duration.ofDays(1));
        sets.publish("value", List.of("top: amount_spent > 1000"), "low");
        Eventually.holds(() -> sets.of("pos:1").equals(List.of("value=top")));

        shop.given()
                .get("/v1/layer-sets/value/sizes?from=" + first)
                .then()
                .statusCode(200)
                .body("layers.layer", contains("top", "low", "high"))
                .body("layers[0].days.memberCount", contains(0, 0, 2))
                .body("layers[1].days.memberCount", contains(1, 1, 1))
                .body("layers[1].days.left", contains(0, 1, 0))
                .body("layers[2].days.memberCount", contains(1, 2, 0))
                .body("layers[2].days.entered", contains(1, 1, 0));
        segments.ask("{ layerSetSizes(layerSet: \"value\", from: \"" + first
                        + "\") { timeZone layers { layer days { date memberCount } } } }")
                .body("data.layerSetSizes.layers[0].days.memberCount", contains(0, 0, 2));
    }

    @Test
    void graphqlPreviewsToo() {
        segments.order("pos:1", "1", "5000.00");
        sets.put("value", List.of("high: amount_spent > 1000"), "low").statusCode(201);

        segments.ask("{ layerSetPreview(layerSet: \"value\") { layers { key count present check { rule } }"
                        + " moves { from to count samples { id } } dependents { key } evaluatedAt } }")
                .body("data.layerSetPreview.layers.count", contains(1, 0))
                .body("data.layerSetPreview.moves.to", contains("high"));
    }

    private LocalDate today() {
        String now = shop.given().get("/v1/shop/clock").path("now");
        return Instant.parse(now).atZone(ZoneId.of("Asia/Shanghai")).toLocalDate();
    }

    private ValidatableResponse preview(String set) {
        return shop.given().post("/v1/layer-sets/" + set + "/preview").then().statusCode(200);
    }
}
