package io.kequn.segment;

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
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KequnTest
class OverrideTest {
    private TestShop shop;
    private Segments segments;

    @BeforeEach
    void openShop() {
        shop = TestShop.create();
        segments = new Segments(shop);
    }

    @Test
    void includedCustomerIsAMemberWhateverTheRuleSays() {
        segments.order("pos:1", "1", "10.00");
        segments.publish("big", "amount_spent > 100");

        set("big", "pos:1", Map.of("kind", "include", "reason", "老板的朋友"))
                .statusCode(200)
                .body("override.kind", is("include"))
                .body("override.author", notNullValue())
                .body("membershipChanges", hasSize(1))
                .body("membershipChanges[0].operation", is("entered"));
        segments.order("pos:1", "2", "10.00").body("membershipChanges", empty());

        shop.given()
                .get("/v1/customers/pos:1/segments")
                .then()
                .body("items.key", contains("big"))
                .body("items[0].override.reason", is("老板的朋友"));
        shop.given().get("/v1/segments/big/members").then().body("items[0].override.kind", is("include"));
    }

    @Test
    void excludedCustomerIsKeptOutUntilTheRuleDecidesAgain() {
        segments.order("pos:1", "1", "500.00");
        segments.publish("big", "amount_spent > 100");

        set("big", "pos:1", Map.of("kind", "exclude")).body("membershipChanges[0].operation", is("left"));
        segments.order("pos:1", "2", "500.00").body("membershipChanges", empty());
        assertThat(segments.count("big")).isZero();

        shop.given()
                .delete("/v1/segments/big/overrides/pos:1")
                .then()
                .statusCode(200)
                .body("override", nullValue())
                .body("membershipChanges[0].operation", is("entered"));
        shop.given()
                .delete("/v1/segments/big/overrides/pos:1")
                .then()
                .statusCode(200)
                .body("membershipChanges", empty());
    }

    @Test
    void buildsAndPreviewsTakeThemIntoAccount() {
        segments.order("pos:1", "1", "500.00");
        segments.order("pos:2", "2", "5.00");
        segments.order("pos:3", "3", "50.00");
        segments.publish("big", "amount_spent > 100");
        set("big", "pos:1", Map.of("kind", "exclude"));
        set("big", "pos:2", Map.of("kind", "include"));
        segments.put("big", "amount_spent > 20").statusCode(200);

        shop.given()
                .post("/v1/segments/big/preview")
                .then()
                .body("count", is(2))
                .body("entering.count", is(1))
                .body("leaving.count", is(0));
        segments.publish("big", "amount_spent > 20");

        assertThat(segments.of("pos:1")).isEmpty();
        assertThat(segments.of("pos:2")).containsExactly("big");
        assertThat(segments.of("pos:3")).containsExactly("big");
    }

    @Test
    void overrideOfADraftWaitsForItsPublication() {
        segments.customer("pos:1", "Oslo");
        segments.put("big", "amount_spent > 100").statusCode(201);

        include("big", "pos:1", "reason", "first").statusCode(200).body("membershipChanges", empty());
        segments.publish("big", "amount_spent > 100");

        assertThat(segments.of("pos:1")).containsExactly("big");
    }

    @Test
    void overrideEndsAtItsInstant() {
        segments.order("pos:1", "1", "10.00");
        segments.publish("big", "amount_spent > 100");
        var soon = Instant.now().plusSeconds(2).toString();

        include("big", "pos:1", "expiresAt", soon).statusCode(200).body("membershipChanges", hasSize(1));

        Eventually.holds(() -> segments.of("pos:1").isEmpty());
        shop.given().get("/v1/segments/big/overrides").then().body("items", empty());
    }

    @Test
    void placeOnAStaticListEndsAtItsInstantToo() {
        segments.customer("pos:1", "Oslo");
        segments.customer("pos:2", "Oslo");
        shop.given()
                .body(Map.of("key", "friends", "name", "Friends", "kind", "static"))
                .post("/v1/segments")
                .then()
                .statusCode(201);
        shop.given()
                .body(Map.of("add", List.of("pos:2")))
                .post("/v1/segments/friends/members")
                .then()
                .statusCode(200);

        set(
                        "friends",
                        "pos:1",
                        Map.of(
                                "kind",
                                "include",
                                "expiresAt",
                                Instant.now().plusSeconds(2).toString()))
                .statusCode(200)
                .body("membershipChanges[0].operation", is("entered"));
        assertThat(segments.count("friends")).isEqualTo(2);

        segments.becomes("friends", "memberCount", 1);
        set("friends", "pos:2", Map.of("kind", "exclude")).statusCode(422).body("errors[0].pointer", is("/kind"));
    }

    @Test
    void survivorOfAMergeTakesTheDecisionOver() {
        segments.customer("pos:1", "Oslo");
        segments.customer("pos:2", "Oslo");
        segments.publish("big", "amount_spent > 100");
        include("big", "pos:1", "reason", "kept");

        shop.given()
                .body(Map.of("into", "pos:2"))
                .post("/v1/customers/pos:1/merge")
                .then()
                .statusCode(200);

        assertThat(segments.of("pos:2")).containsExactly("big");
    }

    @Test
    void listShowsAllDecisions() {
        segments.customer("pos:1", "Oslo");
        segments.customer("pos:2", "Oslo");
        segments.publish("big", "amount_spent > 100");
        set("big", "pos:1", Map.of("kind", "exclude", "reason", "asked for it"));
        include("big", "pos:2", "reason", "knows the founder");

        String next = shop.given()
                .get("/v1/segments/big/overrides?limit=1")
                .then()
                .statusCode(200)
                .body("items.kind", contains("exclude"))
                .body("items[0].reason", is("asked for it"))
                .extract()
                .path("page.next");
        shop.given()
                .get("/v1/segments/big/overrides?limit=1&after=" + next)
                .then()
                .body("items.kind", contains("include"));
    }

    @Test
    void whatCannotBeDecidedIsRefused() {
        segments.customer("pos:1", "Oslo");
        segments.publish("big", "amount_spent > 100");

        include("big", "pos:9", "reason", "r").statusCode(404).body("code", is("customer_not_found"));
        include("none", "pos:1", "reason", "r").statusCode(404).body("code", is("segment_not_found"));
        include("big", "pos:1", "expiresAt", "2020-01-01T00:00:00Z")
                .statusCode(422)
                .body("errors[0].pointer", is("/expiresAt"));
        set("big", "pos:1", Map.of("kind", "perhaps")).statusCode(422);
        set("big", "pos:1", Map.of()).statusCode(400).body("errors[0].pointer", is("/kind"));
    }

    @Test
    void graphqlDecidesToo() {
        segments.customer("pos:1", "Oslo");
        segments.publish("big", "amount_spent > 100");

        segments.ask("mutation { segmentOverrideSet(input: {segment: \"big\", customer: \"pos:1\", kind: INCLUDE,"
                        + " reason: \"r\"}) { change { override { kind reason } membershipChanges { operation } }"
                        + " userErrors { code } } }")
                .body("data.segmentOverrideSet.change.membershipChanges.operation", contains("entered"));
        segments.ask("{ segmentOverrides(segment: \"big\") { nodes { kind reason } }"
                        + " customer(id: \"pos:1\") { segments { key override { reason } } } }")
                .body("data.segmentOverrides.nodes.reason", contains("r"))
                .body("data.customer.segments[0].override.reason", is("r"));
        segments.ask("mutation { segmentOverrideRemove(input: {segment: \"big\", customer: \"pos:1\"}) {"
                        + " change { membershipChanges { operation } } userErrors { code } } }")
                .body("data.segmentOverrideRemove.change.membershipChanges.operation", contains("left"));
    }

    private ValidatableResponse include(String segment, String customer, String field, String value) {
        return set(segment, customer, Map.of("kind", "include", field, value));
    }

    private ValidatableResponse set(String segment, String customer, Map<String, ?> body) {
        return shop.given()
                .body(body)
                .put("/v1/segments/" + segment + "/overrides/" + customer)
                .then();
    }
}
