package io.kequn.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.segment.Segments;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Segments whose rules read other segments.
@KequnTest
class SegmentStrataTest {
    private TestShop shop;
    private Segments segments;

    @BeforeEach
    void openShop() {
        shop = TestShop.create();
        segments = new Segments(shop);
    }

    @Test
    void aWriteGoesThroughAllThatReadEachOther() {
        segments.customer("pos:1", "Oslo");
        segments.publish("big", "amount_spent > 100");
        segments.publish("big-in-oslo", "IN SEGMENT 'big' AND city = 'Oslo'");
        segments.publish("small", "NOT IN SEGMENT 'big-in-oslo'");
        assertThat(segments.of("pos:1")).containsExactly("small");

        segments.order("pos:1", "1", "500.00")
                .statusCode(201)
                .body("membershipChanges.key", contains("big", "big-in-oslo", "small"))
                .body("membershipChanges.operation", contains("entered", "entered", "left"));

        assertThat(segments.of("pos:1")).containsExactly("big", "big-in-oslo");
    }

    @Test
    void aNewCustomerIsJudgedByAll() {
        segments.publish("everyone", "TRUE");
        segments.publish("nobody", "NOT IN SEGMENT 'everyone'");
        segments.publish("all", "NOT IN SEGMENT 'nobody'");

        segments.customer("pos:1", Map.of("name", "Kari")).body("membershipChanges.key", contains("everyone", "all"));
    }

    @Test
    void aBuildCarriesOnToThoseWhoReadTheSegment() {
        segments.order("pos:1", "1", "500.00");
        segments.order("pos:2", "2", "50.00");
        segments.publish("big", "amount_spent > 100");
        segments.publish("not-big", "NOT IN SEGMENT 'big'");
        segments.publish("big-again", "NOT IN SEGMENT 'not-big'");

        segments.publish("big", "amount_spent < 100");

        assertThat(segments.of("pos:1")).containsExactly("not-big");
        assertThat(segments.of("pos:2")).containsExactly("big", "big-again");
    }

    @Test
    void aChangeOfAListIsReadAtOnce() {
        segments.customer("pos:1", "Oslo");
        shop.given().body(Map.of("name", "Friends", "kind", "static")).put("/v1/segments/friends");
        segments.publish("strangers", "NOT IN SEGMENT 'friends'");

        shop.given()
                .body(Map.of("add", List.of("pos:1")))
                .post("/v1/segments/friends/members")
                .then()
                .body("membershipChanges.key", contains("friends", "strangers"))
                .body("membershipChanges.operation", contains("entered", "left"));

        assertThat(segments.of("pos:1")).containsExactly("friends");
    }

    @Test
    void aDecisionAboutACustomerIsReadAtOnce() {
        segments.customer("pos:1", "Oslo");
        segments.publish("big", "amount_spent > 100");
        segments.publish("small", "NOT IN SEGMENT 'big'");

        shop.given()
                .body(Map.of("kind", "include"))
                .put("/v1/segments/big/overrides/pos:1")
                .then()
                .body("membershipChanges.key", contains("big", "small"));

        assertThat(segments.of("pos:1")).containsExactly("big");
    }

    @Test
    void aSegmentThatIsNotPublishedCannotBeRead() {
        segments.put("draft", "TRUE");

        segments.put("reader", "IN SEGMENT 'draft'")
                .statusCode(422)
                .body("errors[0].code", is("unknown_segment"))
                .body("errors[0].position.column", is(12));
    }

    @Test
    void aCircleIsRefusedWithItsPath() {
        segments.publish("a", "TRUE");
        segments.publish("b", "IN SEGMENT 'a'");
        segments.publish("c", "IN SEGMENT 'b' OR number_of_orders = 3");
        segments.put("a", "NOT IN SEGMENT 'c'").statusCode(200);

        publish("a")
                .statusCode(409)
                .body("code", is("rule_cycle"))
                .body("detail", containsString("`a` → `c` → `b` → `a`"));

        segments.put("a", "IN SEGMENT 'a'").statusCode(200);
        publish("a").statusCode(409).body("detail", containsString("`a` → `a`"));
        shop.given().get("/v1/segments/a").then().body("rule", is("TRUE")).body("status", is("ready"));
    }

    @Test
    void aSegmentThatIsReadStays() {
        segments.publish("big", "amount_spent > 100");
        segments.publish("reader", "IN SEGMENT 'big'");
        segments.publish("other", "NOT IN SEGMENT 'big'");

        verb("big", "archive")
                .statusCode(409)
                .body("code", is("in_use"))
                .body("detail", containsString("segment `other`, segment `reader`"));
    }

    @Test
    void anArchivedReaderDoesNotComeBackWithoutWhatItReads() {
        segments.publish("big", "amount_spent > 100");
        segments.publish("reader", "IN SEGMENT 'big'");
        verb("reader", "archive").statusCode(200);
        verb("big", "archive").statusCode(200);

        verb("reader", "unarchive").statusCode(422).body("errors[0].code", is("unknown_segment"));
        shop.given().delete("/v1/segments/big").then().statusCode(409).body("code", is("in_use"));
        segments.customer("pos:1", Map.of("name", "Kari")).statusCode(201);

        verb("big", "unarchive").statusCode(200);
        verb("reader", "unarchive").statusCode(200);
        segments.ready("reader");
    }

    @Test
    void aDraftWaitsForWhatItReads() {
        segments.publish("big", "amount_spent > 100");
        segments.put("reader", "IN SEGMENT 'big'").statusCode(201);
        verb("big", "archive").statusCode(200);

        publish("reader").statusCode(422).body("code", is("rule_invalid"));
        shop.given().get("/v1/segments/reader").then().body("status", is("draft"));
        shop.given().body(Map.of("name", "VIP")).put("/v1/tags/vip").then().statusCode(201);
        shop.given().delete("/v1/tags/vip").then().statusCode(200);
    }

    @Test
    void aFileMayNameThemInAnyOrder() {
        segments.order("pos:1", "1", "500.00");
        var file = Map.of(
                "segments",
                List.of(
                        definition("top", "IN SEGMENT 'middle'"),
                        definition("middle", "IN SEGMENT 'base' AND IN SEGMENT 'list'"),
                        Map.of("key", "list", "name", "list", "kind", "static"),
                        definition("base", "amount_spent > 100")));

        apply(file).statusCode(200).body("items.key", contains("top", "middle", "list", "base"));
        shop.given().body(Map.of("add", List.of("pos:1"))).post("/v1/segments/list/members");
        List.of("base", "middle", "top").forEach(segments::ready);

        assertThat(segments.of("pos:1")).containsExactlyInAnyOrder("base", "list", "middle", "top");
        apply(file).body("items.action", contains("unchanged", "unchanged", "unchanged", "unchanged"));
        apply(Map.of("segments", List.of())).statusCode(200);
        apply(file).statusCode(200);
        List.of("base", "middle", "top").forEach(segments::ready);
        assertThat(segments.of("pos:1")).containsExactlyInAnyOrder("base", "list", "middle", "top");
    }

    @Test
    void aFileMayTurnARelationRound() {
        segments.publish("a", "TRUE");
        segments.publish("b", "IN SEGMENT 'a'");

        apply(Map.of("segments", List.of(definition("a", "IN SEGMENT 'b'"), definition("b", "TRUE"))))
                .statusCode(200);

        shop.given().get("/v1/segments/a").then().body("rule", is("IN SEGMENT 'b'"));
    }

    @Test
    void aCircleInAFileIsRefused() {
        apply(Map.of("segments", List.of(definition("a", "IN SEGMENT 'b'"), definition("b", "IN SEGMENT 'a'"))))
                .statusCode(409)
                .body("code", is("rule_cycle"));
    }

    private static Map<String, String> definition(String key, String rule) {
        return Map.of("key", key, "name", key, "rule", rule);
    }

    private ValidatableResponse apply(Map<String, ?> file) {
        return shop.given().body(file).post("/v1/rules/apply?prune=true").then();
    }

    private ValidatableResponse publish(String key) {
        return verb(key, "publish");
    }

    private ValidatableResponse verb(String key, String verb) {
        return shop.given().post("/v1/segments/" + key + "/" + verb).then();
    }
}
