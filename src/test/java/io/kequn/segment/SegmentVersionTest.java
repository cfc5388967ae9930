package io.kequn.segment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KequnTest
class SegmentVersionTest {
    private TestShop shop;
    private Segments segments;

    @BeforeEach
    void openShop() {
        shop = TestShop.create();
        segments = new Segments(shop);
    }

    @Test
    void eachPublishedRuleIsAVersionWithAuthorAndNote() {
        segments.publish("big", "amount_spent > 100");
        shop.given()
                .body(Map.of("rule", "amount_spent > 200", "note", "以旧换新"))
                .patch("/v1/segments/big")
                .then()
                .statusCode(200);

        shop.given()
                .get("/v1/segments/big/versions?count=true")
                .then()
                .statusCode(200)
                .body("items.number", contains(2, 1))
                .body("items.live", contains(false, true))
                .body("items[0].note", is("以旧换新"))
                .body("items[0].author", notNullValue())
                .body("items[0].publishedAt", nullValue())
                .body("items[1].publishedAt", notNullValue())
                .body("items[1].hash.length()", is(64))
                .body("items[1].ruleJson.attribute", is("amount_spent"))
                .body("page.total", is(2));
        shop.given().get("/v1/segments/big/versions/1").then().statusCode(200).body("rule", is("amount_spent > 100"));
    }

    @Test
    void earlierVersionTakesTheRuleBack() {
        segments.order("pos:1", "1", "150.00");
        segments.publish("big", "amount_spent > 100");
        segments.publish("big", "amount_spent > 1000");

        shop.given()
                .post("/v1/segments/big/versions/1/publish")
                .then()
                .statusCode(200)
                .body("liveVersion", is(1))
                .body("rule", is("amount_spent > 100"));

        segments.ready("big");
        shop.given().get("/v1/segments/big").then().body("memberCount", is(1)).body("draft", nullValue());
        shop.given().get("/v1/segments/big/versions").then().body("items.live", contains(false, true));
    }

    @Test
    void publishingAgainAfterTheWayBackStaysThere() {
        segments.publish("big", "amount_spent > 100");
        segments.publish("big", "amount_spent > 1000");
        shop.given().post("/v1/segments/big/versions/1/publish").then().statusCode(200);

        shop.given().post("/v1/segments/big/publish").then().statusCode(200).body("liveVersion", is(1));
    }

    @Test
    void theSameCanonicalRuleIsNoNewVersion() {
        segments.publish("big", "amount_spent > 100");

        segments.put("big", "amount_spent   >  100.00").statusCode(200).body("draft", nullValue());
        shop.given().post("/v1/segments/big/publish").then().statusCode(200).body("liveVersion", is(1));

        shop.given().get("/v1/segments/big/versions").then().body("items", hasSize(1));
    }

    @Test
    void askingForTheLiveRuleGivesUpTheDraft() {
        segments.publish("big", "amount_spent > 100");
        segments.put("big", "amount_spent > 500").statusCode(200).body("draft", is("amount_spent > 500"));

        segments.put("big", "amount_spent > 100").statusCode(200).body("draft", nullValue());
    }

    @Test
    void ruleOfAnEarlierVersionIsRecognised() {
        segments.publish("big", "amount_spent > 100");
        segments.publish("big", "amount_spent > 500");
        segments.publish("big", "amount_spent > 100");

        shop.given()
                .get("/v1/segments/big/versions")
                .then()
                .body("items.number", contains(3, 2, 1))
                .body("items.sameRuleAs", contains(1, null, null));
    }

    @Test
    void whoHasSeenAnOlderStateIsToldSo() {
        segments.publish("big", "amount_spent > 100");

        shop.given()
                .header("If-Match", "\"1.draft\"")
                .post("/v1/segments/big/versions/1/publish")
                .then()
                .statusCode(412);
    }

    @Test
    void graphqlTellsAndPublishesVersionsToo() {
        segments.publish("big", "amount_spent > 100");
        segments.publish("big", "amount_spent > 1000");

        segments.ask("mutation { segmentVersionPublish(input: {segment: \"big\", number: 1}) {"
                        + " segment { liveVersion } userErrors { code } } }")
                .body("data.segmentVersionPublish.segment.liveVersion", is(1));
        segments.ask("{ segmentVersions(segment: \"big\", first: 5) { nodes { number live rule hash } }"
                        + " segmentVersion(segment: \"big\", number: 9) { number } }")
                .body("data.segmentVersions.nodes.number", contains(2, 1))
                .body("data.segmentVersions.nodes.live", contains(false, true))
                .body("data.segmentVersion", nullValue());
    }
}
