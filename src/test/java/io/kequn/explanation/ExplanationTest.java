package io.kequn.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.kequn.KequnTest;
import io.kequn.SentStatements;
import io.kequn.TestShop;
import io.kequn.segment.Segments;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Why a customer is in a segment, or is not.
@KequnTest
class ExplanationTest {
    @Inject
    SentStatements statements;

    private TestShop shop;
    private Segments segments;

    @BeforeEach
    void openShop() {
        shop = TestShop.createAt("2026-03-01T12:00");
        segments = new Segments(shop);
    }

    /// An event of another amount may take from the sum, so the change says which amount is sure.
    @Test
    void aSumOfEventsMayShrink() {
        segments.customer("pos:1", "Oslo");
        for (int i = 0; i < 2; i++) {
            shop.given()
                    .body(Map.of(
                            "customer", "pos:1",
                            "source", "app",
                            "externalId", "e" + i,
                            "name", "paid",
                            "occurredAt", "2026-02-01T10:00:00Z",
                            "properties", Map.of("way", "card", "amount", 60)))
                    .post("/v1/events")
                    .then()
                    .statusCode(201);
        }
        segments.publish(
                "payers",
                "event MATCHES (name = 'paid', way = 'card', sum_amount >= 100) AND event MATCHES (name = 'paid', count"
                        + " >= 3)");

        explain("payers", "pos:1").body("verdict", is(false)).body("flips[0].properties.name", hasItem("amount"));
    }

    @Test
    void eachConditionShowsWhatTheCustomerHas() {
        segments.customer("pos:1", "Oslo");
        segments.order("pos:1", "1", "150.00");
        segments.order("pos:1", "2", "12.00");
        segments.publish("big", "city = 'Boston' AND NOT amount_spent < 200 AND orders_placed MATCHES (date >= -90d)");

        explain("big", "pos:1")
                .body("segment", is("big"))
                .body("status", is("ready"))
                .body("stored", is(false))
                .body("verdict", is(false))
                .body("version", is(1))
                .body("timeZone", is("Asia/Shanghai"))
                .body("rule.kind", is("all"))
                .body("rule.holds", is(false))
                .body("rule.children.kind", contains("condition", "not", "condition"))
                .body("rule.children.holds", contains(false, false, true))
                .body("rule.children[0].text", is("city = 'Boston'"))
                .body("rule.children[0].pointer", is("/and/0"))
                .body("rule.children[0].tests[0].actual", is("Oslo"))
                .body("rule.children[1].children[0].pointer", is("/and/1/not"))
                .body("rule.children[1].children[0].tests[0].actual", is("162.00"))
                .body("rule.children[1].children[0].tests[0].thresholds[0].value", is("200.00"))
                .body("rule.children[2].tests[0].name", is("count"))
                .body("rule.children[2].tests[0].actual", is("2"))
                .body("rule.children[2].events.name", contains("pos:1", "pos:2"))
                .body("rule.children[2].events.amount", contains("150.00", "12.00"))
                .body("flips.name", contains("city", "amount_spent"))
                .body("flips.message", contains("city becomes `Boston`", "spend 38.00 more"))
                .body("flips[1].by", is("38.00"))
                .body("flips[1].to", is("200.00"))
                .body("unflippable", nullValue());
    }

    @Test
    void ordersTagsAndDaysAreNamedInBothLanguages() {
        segments.order("pos:1", "1", "150.00");
        segments.order("pos:1", "2", "12.00");
        segments.publish("loyal", "number_of_orders >= 4");
        segments.publish("vip", "customer_tags CONTAINS 'vip'");
        segments.publish("idle", "last_order_date AT LEAST 60d AGO");

        explain("loyal", "pos:1").body("flips.message", contains("2 more orders"));
        explain("vip", "pos:1").body("flips.message", contains("tag `vip` added"));
        // Ordered on 5 January, which lies 60 days ago from 6 March on.
        explain("idle", "pos:1")
                .body("flips.message", contains("in 5 days (2026-03-05T16:00:00Z)"))
                .body("flips[0].kind", is("time"))
                .body("flips[0].by", is("5d"));
        shop.given()
                .header("Accept-Language", "zh")
                .get("/v1/segments/loyal/members/pos:1/explanation")
                .then()
                .body("flips.message", contains("再下 2 单"));
    }

    @Test
    void whatNothingFlipsIsSaidSo() {
        segments.customer("pos:1", "Oslo");
        segments.publish("all", "TRUE");
        segments.publish("never", "city = 'Oslo' AND city = 'Rome'");
        segments.publish("past", "orders_placed MATCHES (date < 2020-01-01)");

        explain("all", "pos:1").body("flips", nullValue()).body("unflippable.code", is("nothing_to_change"));
        explain("never", "pos:1")
                .body("flips", nullValue())
                .body("unflippable.code", is("not_foreseen"))
                .body("unflippable.message", startsWith("No change"));
        explain("past", "pos:1").body("flips", nullValue());
    }

    @Test
    void sinceWhenAndWhyIsTold() {
        segments.publish("big", "amount_spent > 100");
        segments.customer("pos:1", "Oslo");
        explain("big", "pos:1").body("since", nullValue()).body("cause", nullValue());

        segments.order("pos:1", "1", "150.00");

        explain("big", "pos:1")
                .body("stored", is(true))
                .body("since", startsWith("2026-03-01T04:"))
                .body("cause.reason", is("data"))
                .body("cause.request", notNullValue())
                .body("cause.version", is(1));
    }

    @Test
    void overrideDecidesBeforeTheRule() {
        segments.customer("pos:1", "Oslo");
        segments.publish("big", "amount_spent > 100");
        shop.given()
                .body(Map.of("kind", "include", "reason", "朋友"))
                .put("/v1/segments/big/overrides/pos:1")
                .then()
                .statusCode(200);

        explain("big", "pos:1")
                .body("stored", is(true))
                .body("verdict", is(true))
                .body("override.reason", is("朋友"))
                .body("rule.holds", is(false))
                .body("flips.kind", contains("override"));
    }

    @Test
    void draftIsExplainedAsOfNow() {
        segments.customer("pos:1", "Oslo");
        segments.publish("place", "city = 'Rome'");
        segments.put("place", "city = 'Oslo'").statusCode(200);

        explain("place", "pos:1").body("verdict", is(false)).body("draft", is(false));
        ask("place", "pos:1", "?draft=true")
                .statusCode(200)
                .body("draft", is(true))
                .body("stored", is(false))
                .body("verdict", is(true))
                .body("version", is(2));
        segments.put("new", "TRUE").statusCode(201);
        ask("new", "pos:1", "").statusCode(409).body("code", is("state_conflict"));
        ask("new", "pos:1", "?draft=true").statusCode(200).body("verdict", is(true));
    }

    @Test
    void listsAndArchivedSegmentsHaveNoRule() {
        segments.customer("pos:1", "Oslo");
        shop.given()
                .body(Map.of("name", "s", "kind", "static"))
                .put("/v1/segments/list")
                .then()
                .statusCode(201);
        explain("list", "pos:1").body("verdict", is(false)).body("flips.kind", contains("segment"));
        shop.given()
                .body(Map.of("add", List.of("pos:1")))
                .post("/v1/segments/list/members")
                .then()
                .statusCode(200);
        explain("list", "pos:1")
                .body("stored", is(true))
                .body("verdict", is(true))
                .body("rule", nullValue());
        segments.publish("gone", "TRUE");
        shop.given().post("/v1/segments/gone/archive").then().statusCode(200);
        explain("gone", "pos:1").body("status", is("archived")).body("verdict", is(false));
    }

    @Test
    void whatIsUnknownOrNotAllowedIsRefused() {
        segments.customer("pos:1", "Oslo");
        segments.publish("all", "TRUE");

        ask("none", "pos:1", "").statusCode(404).body("code", is("segment_not_found"));
        ask("all", "pos:9", "").statusCode(404).body("code", is("customer_not_found"));
        for (var scope : List.of("segments:read", "customers:read")) {
            shop.withScopes(scope)
                    .given()
                    .get("/v1/segments/all/members/pos:1/explanation")
                    .then()
                    .statusCode(403)
                    .body("code", is("scope_missing"));
        }
    }

    /// The credential's lookup, and two reads of three statements each: begin, select and commit in one round
    /// trip.
    @Test
    void twoReadsWhateverTheRule() {
        segments.order("pos:1", "1", "150.00");
        segments.publish("small", "city = 'Oslo'");
        segments.publish(
                "large",
                "amount_spent > 100 AND (orders_placed MATCHES (date >= -30d) OR products_purchased MATCHES (count > 3)"
                        + " OR customer_tags CONTAINS 'vip' OR IN SEGMENT small)");
        segments.order("pos:1", "2", "1.00");

        assertThat(sent("small")).hasSize(7);
        assertThat(sent("large")).hasSize(7);
    }

    @Test
    void graphqlAnswersTheSame() {
        segments.order("pos:1", "1", "150.00");
        segments.publish("big", "amount_spent > 100 AND number_of_orders > 5");

        segments.ask("{ customerSegmentExplanation(segment: \"big\", customer: \"pos:1\") { stored verdict rule { kind"
                        + " children { kind text holds tests { name actual } } } flips { kind name by message } } }")
                .body("data.customerSegmentExplanation.rule.kind", is("ALL"))
                .body("data.customerSegmentExplanation.rule.children.tests[1].actual", contains("1"))
                .body("data.customerSegmentExplanation.flips.message", contains("5 more orders"));
    }

    private List<String> sent(String segment) {
        return statements.of(
                shop.given(), request -> request.get("/v1/segments/" + segment + "/members/pos:1/explanation"));
    }

    private ValidatableResponse explain(String segment, String customer) {
        return ask(segment, customer, "").statusCode(200);
    }

    private ValidatableResponse ask(String segment, String customer, String query) {
        return shop.given()
                .get("/v1/segments/" + segment + "/members/" + customer + "/explanation" + query)
                .then();
    }
}
