package io.kequn.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.segment.Segments;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an explanation says of events, segments and places, and that the change it names flips the verdict.
@KequnTest
class ExplainedPartsTest {
    private TestShop shop;
    private Segments segments;

    @BeforeEach
    void openShop() {
        shop = TestShop.createAt("2026-03-01T12:00");
        segments = new Segments(shop);
        segments.customer("pos:1", "Oslo");
    }

    @Test
    void eventsThatAreMissingAreNamed() {
        segments.publish(
                "keen",
                "event MATCHES (name = 'listened', genre = 'jazz', date >= -30d, count >= 3, sum_minutes >= 60)");
        event("1", "listened", Map.of("genre", "jazz", "minutes", 20));
        event("2", "listened", Map.of("genre", "pop", "minutes", 90));

        explain("keen")
                .body("verdict", is(false))
                .body("rule.tests.name", contains("count", "sum_minutes"))
                .body("rule.tests.actual", contains("1", "20"))
                .body("rule.events", hasSize(1))
                .body("rule.events[0].name", is("listened"))
                .body("flips", hasSize(1))
                .body("flips[0].kind", is("function"))
                .body("flips[0].name", is("event"))
                .body("flips[0].by", is("2"));

        event("3", "listened", Map.of("genre", "jazz", "minutes", 20));
        event("4", "listened", Map.of("genre", "jazz", "minutes", 20));
        explain("keen")
                .body("stored", is(true))
                .body("verdict", is(true))
                .body("rule.tests.actual", contains("3", "60"));
    }

    @Test
    void namedEventsAreCalledByTheirName() {
        segments.publish("looking", "product_viewed MATCHES (category = 'shoes', date >= -7d, count >= 2)");
        event("1", "product_viewed", Map.of("category", "shoes"));

        explain("looking")
                .body("flips.message[0]", startsWith("1 more `product_viewed`"))
                .body("flips[0].properties.name", hasItem("category"));
        event("2", "product_viewed", Map.of("category", "shoes"));
        explain("looking").body("stored", is(true)).body("flips.kind", contains("time"));
    }

    @Test
    void aSegmentThatTheRuleReadsIsNamed() {
        segments.publish("buyers", "number_of_orders >= 1");
        segments.publish("quiet", "NOT IN SEGMENT buyers AND city = 'Oslo'");
        segments.publish("loud", "IN SEGMENT buyers");

        explain("loud")
                .body("rule.tests[0].actual", notNullValue())
                .body("flips.kind", contains("segment"))
                .body("flips.message", contains("enters segment `buyers`"));
        explain("quiet").body("stored", is(true)).body("flips.message", contains("city is removed"));
        segments.order("pos:1", "1", "10.00");
        explain("loud").body("stored", is(true)).body("flips.message", contains("leaves segment `buyers`"));
        explain("quiet").body("stored", is(false)).body("flips.message", contains("leaves segment `buyers`"));
        shop.given()
                .header("Accept-Language", "zh")
                .get("/v1/segments/loud/members/pos:1/explanation")
                .then()
                .body("flips.message", contains("离开客群“buyers”"));
    }

    @Test
    void aPlaceThatIsTooFarIsNamedWithTheDistance() {
        segments.publish("near", "WITHIN 5 km OF (59.91, 10.75)");
        explain("near").body("rule.tests[0].missing", is(true)).body("flips[0].to", is("59.91, 10.75"));

        move(Map.of("latitude", 60.39, "longitude", 5.32));
        explain("near")
                .body("rule.tests[0].missing", is(false))
                .body("verdict", is(false))
                .body("flips.kind", contains("attribute"))
                .body("flips.message", contains("location becomes `59.91, 10.75`"));
        move(Map.of("latitude", 59.91, "longitude", 10.75));
        explain("near").body("stored", is(true)).body("flips.message", contains("location is removed"));
    }

    /// A rule of the greatest size is explained, and what flips it is looked for in bounds.
    @Test
    void aRuleOfFiveHundredConditionsIsExplained() {
        var all = IntStream.range(0, 500)
                .mapToObj(n -> "number_of_orders != " + (n + 1))
                .toList();
        var mixed = IntStream.range(0, 500)
                .mapToObj(n -> List.of(
                                "amount_spent > " + (n + 1),
                                "customer_tags NOT CONTAINS 'tag-" + n + "'",
                                "orders_placed MATCHES (date >= -" + (n + 1) + "d, count >= " + (n % 7 + 1) + ")",
                                "city != 'city " + n + "'")
                        .get(n % 4))
                .toList();
        segments.publish("all", String.join(" AND ", all));
        segments.publish(
                "any",
                String.join(" OR ", mixed).replace("NOT CONTAINS", "CONTAINS").replace("!=", "="));
        segments.publish("mixed", String.join(" AND ", mixed));

        for (var segment : List.of("all", "any", "mixed")) {
            var explained = explain(segment).extract().jsonPath();
            assertThat(explained.getBoolean("verdict")).as(segment).isEqualTo(explained.getBoolean("stored"));
            assertThat(explained.getList("rule.children")).as(segment).hasSize(500);
        }
    }

    private void move(Map<String, ?> location) {
        segments.customer("pos:1", Map.of("location", location)).statusCode(200);
    }

    private void event(String id, String name, Map<String, ?> properties) {
        shop.given()
                .body(Map.of(
                        "customer",
                        "pos:1",
                        "source",
                        "app",
                        "externalId",
                        id,
                        "name",
                        name,
                        "occurredAt",
                        "2026-02-28T10:00:00+08:00",
                        "properties",
                        properties))
                .post("/v1/events")
                .then()
                .statusCode(201);
    }

    private ValidatableResponse explain(String segment) {
        return shop.given()
                .get("/v1/segments/" + segment + "/members/pos:1/explanation")
                .then()
                .statusCode(200);
    }
}
