package io.kequn.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a change of a definition changes, and what it leaves alone.
@KequnTest
class SegmentChangeTest {
    private TestShop shop;
    private Segments segments;

    @BeforeEach
    void openShop() {
        shop = TestShop.create();
        segments = new Segments(shop);
    }

    @Test
    void nullClearsAndWhatIsAbsentStays() {
        segments.put("big", "amount_spent > 100").statusCode(201);
        patch("{'description': 'Big spenders', 'note': 'first'}").statusCode(200);

        patch("{'name': 'Big'}").statusCode(200).body("description", is("Big spenders"));
        patch("{'description': null, 'note': null}")
                .statusCode(200)
                .body("name", is("Big"))
                .body("description", nullValue())
                .body("rule", is("amount_spent > 100"));
        shop.given().get("/v1/segments/big/versions").then().body("items[0].note", nullValue());
        patch("{'name': null}").statusCode(400).body("errors[0].pointer", is("/name"));
        patch("{'rule': null}").statusCode(400).body("errors[0].pointer", is("/rule"));
    }

    @Test
    void graphQLClearsByNullToo() {
        segments.put("big", "amount_spent > 100").statusCode(201);
        patch("{'description': 'Big spenders'}").statusCode(200);

        segments.ask("mutation { segmentUpdate(input: {key: \"big\", name: \"Big\"}) { segment { description } } }")
                .body("data.segmentUpdate.segment.description", is("Big spenders"));
        segments.ask("mutation { segmentUpdate(input: {key: \"big\", description: null})"
                        + " { segment { name description } } }")
                .body("data.segmentUpdate.segment.name", is("Big"))
                .body("data.segmentUpdate.segment.description", nullValue());
    }

    /// Whoever sends the same again must not make others' `If-Match` fail.
    @Test
    void changeOfNothingKeepsTheVersion() {
        segments.publish("big", "amount_spent > 100");
        String etag = patch("{'description': 'Big spenders'}").extract().header("ETag");

        patch("{}").header("ETag", is(etag));
        patch("{'description': 'Big spenders', 'kind': 'dynamic'}").header("ETag", is(etag));
        patch("{'rule': 'amount_spent   >  100.00'}").header("ETag", is(etag)).body("draft", nullValue());
        segments.put("big", "amount_spent > 100").statusCode(200).header("ETag", is(etag));

        String drafted = patch("{'rule': 'amount_spent > 200'}").extract().header("ETag");
        assertThat(drafted).isNotEqualTo(etag);
        patch("{'rule': 'amount_spent > 200'}").header("ETag", is(drafted));
    }

    @Test
    void noteGoesWithADraft() {
        segments.publish("big", "amount_spent > 100");

        patch("{'note': 'of what?'}").statusCode(400).body("errors[0].pointer", is("/note"));
    }

    /// A rule in JSON has amounts that no floating point number holds.
    @Test
    void patchKeepsTheDigitsOfARuleInJson() {
        segments.put("big", "amount_spent > 100").statusCode(201);

        patch("{'rule': {'attribute': 'amount_spent', 'operator': 'gt', 'value': 90071992547.93}}")
                .statusCode(200)
                .body("rule", is("amount_spent > 90071992547.93"));
    }

    @Test
    void customerOnBothListsIsRefused() {
        segments.customer("pos:1", "Oslo");
        segments.customer("pos:2", "Oslo");
        shop.given().body("{\"name\": \"Friends\", \"kind\": \"static\"}").put("/v1/segments/friends");
        String id = shop.given().get("/v1/customers/pos:1").path("id");

        members(Map.of("add", List.of("pos:1", "pos:2"), "remove", List.of(id)))
                .statusCode(400)
                .body("code", is("input_invalid"))
                .body("errors.pointer", contains("/remove/0"));

        assertThat(segments.count("friends")).isZero();
        members(Map.of("add", List.of("pos:1", id))).statusCode(200);
        assertThat(segments.count("friends")).isEqualTo(1);
    }

    private ValidatableResponse members(Map<String, ?> edits) {
        return shop.given().body(edits).post("/v1/segments/friends/members").then();
    }

    /// Nobody is a member from the archiving on, whoever asks in whichever way, though the rows are cleared
    /// away later.
    @Test
    void archivedSegmentHasNoMembersAtOnce() {
        segments.order("pos:1", "1", "500.00");
        segments.publish("big", "amount_spent > 100");
        segments.publish("all", "TRUE");

        shop.given().post("/v1/segments/big/archive").then().statusCode(200).body("memberCount", is(0));

        shop.given().get("/v1/segments/big/members").then().body("items", empty());
        assertThat(shop.given()
                        .accept("application/x-ndjson")
                        .get("/v1/segments/big/members")
                        .asString())
                .isEmpty();
        segments.ask("{ customerSegmentMembers(segment: \"big\") { nodes { id } } segment(key: \"big\") { memberCount }"
                        + " segmentOverlap(segments: [\"all\", \"big\"]) { pairs { count } } }")
                .body("data.customerSegmentMembers.nodes", empty())
                .body("data.segment.memberCount", is(0))
                .body("data.segmentOverlap.pairs.count", contains(0));
        shop.given()
                .get("/v1/customers/pos:1/segment-membership?segments=big")
                .then()
                .body("memberships.member", contains(false));
    }

    private ValidatableResponse patch(String body) {
        return shop.given()
                .body(body.replace('\'', '"'))
                .patch("/v1/segments/big")
                .then();
    }
}
