package io.kequn.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KequnTest
class PreviewTest {
    private TestShop shop;
    private Segments segments;

    @BeforeEach
    void openShop() {
        shop = TestShop.create();
        segments = new Segments(shop);
    }

    @Test
    void ruleIsTriedWithoutBeingSaved() {
        segments.order("pos:1", "1", "150.00");
        segments.order("pos:2", "2", "15.00");

        preview("amount_spent > 100")
                .statusCode(200)
                .body("count", is(1))
                .body("samples", hasSize(1))
                .body("samples[0].identities[0].externalId", is("1"))
                .body("samples[0].amountSpent.amount", is("150.00"))
                .body("entering", nullValue())
                .body("check.rule", is("amount_spent > 100"))
                .body("evaluatedAt", notNullValue())
                .body("timeZone", is("Asia/Shanghai"));
        shop.given().get("/v1/segments").then().body("items", empty());
    }

    @Test
    void draftTellsWhoWouldEnterAndWhoWouldLeave() {
        segments.order("pos:1", "1", "50.00");
        segments.order("pos:2", "2", "150.00");
        segments.order("pos:3", "3", "1500.00");
        segments.publish("some", "amount_spent >= 100 AND amount_spent <= 5000");
        segments.put("some", "amount_spent < 1000").statusCode(200);

        shop.given()
                .post("/v1/segments/some/preview")
                .then()
                .statusCode(200)
                .body("segment", is("some"))
                .body("count", is(2))
                .body("samples.identities.externalId.flatten()", containsInAnyOrder("1", "2"))
                .body("entering.count", is(1))
                .body("entering.samples[0].identities[0].externalId", is("1"))
                .body("leaving.count", is(1))
                .body("leaving.samples[0].identities[0].externalId", is("3"))
                .body("dependents", empty());
        assertThat(segments.count("some")).isEqualTo(2);
    }

    @Test
    void whatWasForeseenHappens() {
        segments.order("pos:1", "1", "50.00");
        segments.order("pos:2", "2", "150.00");
        segments.publish("some", "amount_spent > 100");
        segments.put("some", "amount_spent < 100").statusCode(200);
        int count = shop.given().post("/v1/segments/some/preview").path("count");

        segments.publish("some", "amount_spent < 100");

        assertThat(segments.count("some")).isEqualTo(count).isEqualTo(1);
        shop.given()
                .post("/v1/segments/some/preview")
                .then()
                .body("entering.count", is(0))
                .body("leaving.count", is(0));
    }

    @Test
    void windowsOfOrdersAreCountedOverTheWholeShop() {
        segments.order("pos:1", "1", "10.00");
        segments.order("pos:1", "2", "10.00");
        segments.order("pos:2", "3", "10.00");

        preview("orders_placed MATCHES (date >= 2026-01-01, count >= 2)").body("count", is(1));
        preview("orders_placed NOT MATCHES (date >= 2026-01-01, count >= 2)").body("count", is(1));
        preview("TRUE").body("count", is(2));
    }

    @Test
    void fiftySamplesOfManyAndTheExactCount() throws SQLException {
        try (var sql = new BySql(shop)) {
            sql.customers(300);
        }

        preview("amount_spent <= 2.00")
                .statusCode(200)
                .body("count", is(200))
                .body("samples", hasSize(50))
                .body("samples.amountSpent.amount.collect { it as BigDecimal <= 2.00 }", everyItem(is(true)));
    }

    @Test
    void findingsTellHowManyLackTheValue() {
        segments.customer("pos:1", "Oslo");
        segments.customer("pos:2", "Bergen");
        segments.order("pos:3", "3", "10.00");
        segments.order("pos:4", "4", "10.00");

        preview("city != 'Oslo' AND number_of_orders >= 0")
                .body("count", is(3))
                .body("check.findings.code", contains("includes_missing"))
                .body("check.findings[0].missing", is(2))
                .body("check.findings[0].pointer", is("/and/0"))
                .body("check.findings[0].offer", is("AND city IS NOT NULL"));
        shop.given()
                .body(Map.of("rule", "city != 'Oslo'"))
                .post("/v1/segments/validate?count=true")
                .then()
                .statusCode(200)
                .body("findings[0].missing", is(2));
    }

    @Test
    void wrongRuleNamesThePlace() {
        preview("amuont_spent > 3")
                .statusCode(422)
                .body("code", is("rule_invalid"))
                .body("errors[0].position.column", is(1));
    }

    @Test
    void staticSegmentHasNothingToPreview() {
        shop.given()
                .body(Map.of("key", "friends", "name", "Friends", "kind", "static"))
                .post("/v1/segments")
                .then()
                .statusCode(201);

        shop.given().post("/v1/segments/friends/preview").then().statusCode(409);
        shop.given().post("/v1/segments/none/preview").then().statusCode(404);
    }

    @Test
    void samplesNeedTheRightToSeeCustomers() {
        var editor = shop.withScopes("segments:read");

        editor.given()
                .body(Map.of("rule", "TRUE"))
                .post("/v1/segments/preview")
                .then()
                .statusCode(403)
                .body("code", is("scope_missing"));
    }

    @Test
    void questionThatTakesTooLongIsRefusedClearly() throws SQLException {
        segments.order("pos:1", "1", "50.00");
        try (var sql = new BySql(shop)) {
            sql.lock("customer_order");

            preview("orders_placed MATCHES (count >= 2)").statusCode(422).body("code", is("time_limit_exceeded"));
        }
    }

    @Test
    void graphqlAnswersTheSame() {
        segments.order("pos:1", "1", "150.00");
        segments.publish("big", "amount_spent > 100");

        segments.ask("{ segmentRulePreview(rule: \"TRUE\", segment: \"big\") { count samples { name numberOfOrders }"
                        + " entering { count } leaving { count } check { hash findings { code missing } }"
                        + " dependents { key } evaluatedAt timeZone } segmentPreview(segment: \"big\") { count } }")
                .body("data.segmentRulePreview.count", is(1))
                .body("data.segmentRulePreview.entering.count", is(0))
                .body("data.segmentPreview.count", is(1));
    }

    private ValidatableResponse preview(String rule) {
        return shop.given()
                .body(Map.of("rule", rule))
                .post("/v1/segments/preview")
                .then();
    }
}
