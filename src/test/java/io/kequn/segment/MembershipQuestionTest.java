package io.kequn.segment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KequnTest
class MembershipQuestionTest {
    private TestShop shop;
    private Segments segments;

    @BeforeEach
    void openShop() {
        shop = TestShop.create();
        segments = new Segments(shop);
    }

    @Test
    void manySegmentsAreAskedAtOnce() {
        segments.order("pos:1", "1", "150.00");
        segments.publish("big", "amount_spent > 100");
        segments.publish("huge", "amount_spent > 1000");

        shop.given()
                .get("/v1/customers/pos:1/segment-membership?segments=huge,nobody,big,nothing")
                .then()
                .statusCode(200)
                .body("memberships.segment", contains("huge", "big"))
                .body("memberships.member", contains(false, true))
                .body("memberships[1].since", notNullValue())
                .body("memberships[1].version", is(1))
                .body("memberships[1].status", is("ready"))
                .body("unknown", contains("nobody", "nothing"));
    }

    @Test
    void askingForNoneOrTooManyIsRefused() {
        segments.customer("pos:1", "Oslo");
        var many = IntStream.rangeClosed(1, 101).mapToObj(i -> "s" + i).collect(Collectors.joining(","));

        shop.given().get("/v1/customers/pos:1/segment-membership").then().statusCode(400);
        shop.given()
                .get("/v1/customers/pos:1/segment-membership?segments=" + many)
                .then()
                .statusCode(422)
                .body("code", is("value_invalid"));
        shop.given()
                .get("/v1/customers/pos:9/segment-membership?segments=x")
                .then()
                .statusCode(404)
                .body("code", is("customer_not_found"));
    }

    @Test
    void overlapCountsEachPairAndEachSize() {
        segments.order("pos:1", "1", "50.00");
        segments.order("pos:2", "2", "150.00");
        segments.order("pos:3", "3", "1500.00");
        segments.publish("all", "TRUE");
        segments.publish("big", "amount_spent > 100");
        segments.publish("small", "amount_spent < 1000");

        overlap(List.of("all", "big", "small"))
                .statusCode(200)
                .body("segments.key", contains("all", "big", "small"))
                .body("segments.memberCount", contains(3, 2, 2))
                .body("pairs.segment", contains("all", "all", "big"))
                .body("pairs.other", contains("big", "small", "small"))
                .body("pairs.count", contains(2, 2, 1));
    }

    @Test
    void overlapWithNobodyIsZero() {
        segments.publish("one", "amount_spent > 100");
        segments.put("draft", "TRUE").statusCode(201);

        overlap(List.of("one", "draft"))
                .body("segments.memberCount", contains(0, 0))
                .body("pairs.count", contains(0));
    }

    @Test
    void unknownSegmentsOfAnOverlapAreNamed() {
        segments.publish("one", "TRUE");

        overlap(List.of("one", "two", "three"))
                .statusCode(422)
                .body("code", is("reference_unknown"))
                .body("errors.pointer", contains("/segments/1", "/segments/2"));
        overlap(List.of("one", "one")).statusCode(422).body("code", is("value_invalid"));
        overlap(IntStream.rangeClosed(1, 21).mapToObj(i -> "s" + i).toList()).statusCode(422);
    }

    @Test
    void graphqlAnswersTheSame() {
        segments.order("pos:1", "1", "150.00");
        segments.publish("big", "amount_spent > 100");
        segments.publish("all", "TRUE");

        segments.ask("{ customerSegmentMembership(customer: \"pos:1\", segmentKeys: [\"big\", \"x\"]) {"
                        + " memberships { segment member since version status } unknown }"
                        + " segmentOverlap(segments: [\"big\", \"all\"]) { segments { key memberCount }"
                        + " pairs { segment other count } } }")
                .body("data.customerSegmentMembership.memberships.member", contains(true))
                .body("data.customerSegmentMembership.unknown", contains("x"))
                .body("data.segmentOverlap.pairs.count", contains(1));
        segments.ask("{ customerSegmentMembership(customer: \"pos:1\", segmentKeys: [\"x\"]) {"
                        + " memberships { segment } } }")
                .body("data.customerSegmentMembership.memberships", empty());
    }

    private io.restassured.response.ValidatableResponse overlap(List<String> keys) {
        return shop.given()
                .body(Map.of("segments", keys))
                .post("/v1/segments/overlap")
                .then();
    }
}
