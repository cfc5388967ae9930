package io.kequn.explanation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.segment.Segments;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Why a customer was in a segment at an instant, or was not: as it was told then, and never by what is now.
@KequnTest
class PastExplanationTest {
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int CUSTOMERS = 5;
    private static final int STEPS = System.getProperty("long") == null ? 4 : 24;
    private static final List<String> RULES = List.of(
            "city = 'Oslo' OR city HAS BEEN 'Rome' FOR AT LEAST 3d",
            "amount_spent > 100 AND number_of_orders < 9 AND average_order_value > 20",
            "orders_placed MATCHES (date >= -60d, sum_amount > 50) AND NOT customer_tags CONTAINS 'vip'",
            "products_purchased MATCHES (category = 'tea', sum_quantity >= 2) OR refunded_amount > 10",
            "event MATCHES (name = 'login', date >= -30d, count >= 2) OR custom.size > 40",
            "orders_placed MATCHES (status = 'delivered') OR days_between_orders < 20 OR last_order_date IN LAST 9d",
            "IN SEGMENT 'first' AND birth_date < 1990-01-01",
            "orders_placed MATCHES (payment_method = 'card') OR points_balance > 3 OR custom.likes CONTAINS 'tea'");

    private final Random random = new Random(SEED);
    private TestShop shop;
    private Segments segments;

    /// What was told of a customer and a segment at an instant.
    private record Told(Instant at, String customer, String segment, boolean stored, Map<String, Object> rule) {}

    @BeforeEach
    void openShop() {
        shop = TestShop.createAt("2026-01-10T12:00");
        segments = new Segments(shop);
        // The clock goes on while there is a rule that reads time.
        segments.publish("ticking", "last_order_date IN LAST 20d");
        define("size", "number");
        define("likes", "set");
        shop.given().body(Map.of("name", "VIP")).put("/v1/tags/vip").then().statusCode(201);
    }

    private void define(String attribute, String type) {
        shop.given()
                .body(Map.of("name", attribute, "type", type))
                .put("/v1/attributes/" + attribute)
                .then()
                .statusCode(201);
    }

    @Test
    void everyPastInstantIsToldAsItWasThen() {
        for (int i = 0; i < CUSTOMERS; i++) {
            segments.customer("pos:" + i, "Oslo");
        }
        segments.publish("first", RULES.getFirst());
        segments.publish("other", RULES.get(6));
        var told = new ArrayList<Told>();
        for (int step = 0; step < STEPS; step++) {
            happens(step);
            pass(Duration.ofHours(1 + random.nextInt(24 * 20)));
            told.addAll(read());
        }

        int unknown = 0;
        int known = 0;
        for (var then : told) {
            var past = explain(then.segment, then.customer, then.at.toString()).extract();
            var what = "seed " + SEED + ", " + then.customer + " in " + then.segment + " at " + then.at;
            assertThat(past.<Boolean>path("stored")).as(what).isEqualTo(then.stored);
            assertThat(past.<Boolean>path("stored"))
                    .as(what)
                    .isEqualTo(memberships(then).contains(then.segment));
            var differs = new ArrayList<String>();
            unknown += compare(past.path("rule"), then.rule, differs);
            known += leaves(then.rule);
            assertThat(differs).as(what).isEmpty();
        }
        assertThat(unknown).as("seed %d: unknown of %d", SEED, known).isLessThan(known * 3 / 4);
    }

    private List<String> memberships(Told then) {
        return shop.given()
                .queryParam("asOf", then.at.toString())
                .get("/v1/customers/" + then.customer + "/memberships")
                .jsonPath()
                .getList("segments.key");
    }

    /// How many of the conditions are unknown; notes those that are told otherwise than then.
    @SuppressWarnings("unchecked")
    private static int compare(Map<String, Object> past, Map<String, Object> then, List<String> differs) {
        if (past.get("unknown") != null) {
            return 1;
        }
        if (past.get("holds") != null && !past.get("holds").equals(then.get("holds"))
                || !past.get("text").equals(then.get("text"))
                || !shown(past).equals(shown(then))) {
            differs.add(past + " was " + then);
        }
        int unknown = 0;
        var children = (List<Map<String, Object>>) past.get("children");
        for (int i = 0; i < children.size(); i++) {
            unknown += compare(children.get(i), ((List<Map<String, Object>>) then.get("children")).get(i), differs);
        }
        return unknown;
    }

    /// What the customer had; thresholds move with the instant.
    @SuppressWarnings("unchecked")
    private static List<Object> shown(Map<String, Object> node) {
        var shown = new ArrayList<Object>();
        for (var test : (List<Map<String, Object>>) node.get("tests")) {
            shown.add(test.get("name") + " " + test.get("actual") + " " + test.get("elements"));
        }
        ((List<Map<String, Object>>) node.get("events")).forEach(event -> shown.add(event.toString()));
        return shown;
    }

    @SuppressWarnings("unchecked")
    private static int leaves(Map<String, Object> node) {
        var children = (List<Map<String, Object>>) node.get("children");
        return children.isEmpty()
                ? 1
                : children.stream().mapToInt(PastExplanationTest::leaves).sum();
    }

    private List<Told> read() {
        var now = now();
        var told = new ArrayList<Told>();
        List<String> ids = shop.given().get("/v1/customers?limit=200").path("items.id");
        for (var id : ids) {
            for (var segment : List.of("first", "other")) {
                var json = shop.given()
                        .get(path(segment, id))
                        .then()
                        .statusCode(200)
                        .extract();
                told.add(new Told(now, id, segment, json.path("stored"), json.path("rule")));
            }
        }
        return told;
    }

    private void happens(int step) {
        for (int i = 0; i < 4; i++) {
            happens(step, i);
        }
        if (random.nextInt(2) == 0) {
            segments.publish(random.nextBoolean() ? "first" : "other", RULES.get(random.nextInt(6)));
        }
        if (step % 3 == 2) {
            segments.publish("other", RULES.get(6 + random.nextInt(2)));
        }
    }

    private void happens(int step, int i) {
        var customer = "pos:" + random.nextInt(CUSTOMERS);
        var path = "/v1/customers/" + customer;
        var order = "/v1/orders/pos:" + random.nextInt(step + 1) + "-0";
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> order(customer, step + "-0", "tea");
            case 3 -> order(customer, step + "-" + i, "cup");
            case 4 ->
                order("pos:" + random.nextInt(CUSTOMERS), random.nextInt(step + 1) + "-" + random.nextInt(3), "tea");
            case 5 -> post(order + "/refunds", Map.of("externalId", "r" + step + i, "amount", money("7.00")));
            case 6 ->
                post(
                        order + "/refunds",
                        Map.of(
                                "externalId",
                                "l" + step + i,
                                "amount",
                                money("10.00"),
                                "lines",
                                List.of(Map.of("lineNumber", 1, "quantity", 1, "amount", money("10.00")))));
            case 7 -> post(order + "/payments", Map.of("externalId", "p" + step + i, "method", "card"));
            case 8 -> post(order + "/deliveries", Map.of("externalId", "d" + step + i, "status", "delivered"));
            case 9 -> segments.customer(customer, Map.of("city", random.nextBoolean() ? "Rome" : "Oslo"));
            case 10 ->
                segments.customer(
                        customer,
                        Map.of(
                                "birthDate",
                                random.nextBoolean() ? "1985-02-03" : "2001-04-05",
                                "custom",
                                Map.of("size", 38 + random.nextInt(5), "likes", List.of("tea", "" + step))));
            case 11 -> shop.given().body(Map.of()).put(path + "/tags/vip");
            case 12 -> shop.given().delete(path + "/tags/vip");
            default -> {
                if (step > STEPS * 3 / 4) {
                    shop.given()
                            .body(Map.of("from", "pos:" + random.nextInt(CUSTOMERS)))
                            .post(path + "/merge");
                } else {
                    post(
                            "/v1/events",
                            Map.of(
                                    "customer",
                                    customer,
                                    "source",
                                    "app",
                                    "externalId",
                                    "e" + step + i,
                                    "name",
                                    "login"));
                }
            }
        }
    }

    private void order(String customer, String id, String category) {
        var line = Map.of(
                "productId",
                "p",
                "category",
                category,
                "quantity",
                3,
                "price",
                money("10.00"),
                "amount",
                money("30.00"));
        shop.given()
                .body(Map.of(
                        "customer",
                        customer,
                        "source",
                        "pos",
                        "externalId",
                        id,
                        "placedAt",
                        now().toString(),
                        "total",
                        money(30 + random.nextInt(90) + ".00"),
                        "lines",
                        List.of(line)))
                .post("/v1/orders");
    }

    private void post(String path, Map<String, ?> body) {
        var whole = new HashMap<String, Object>(body);
        whole.put("occurredAt", now().toString());
        shop.given().body(whole).post(path);
    }

    private static Map<String, String> money(String amount) {
        return Map.of("amount", amount, "currency", "CNY");
    }

    private void pass(Duration time) {
        shop.advance(time);
        var until = now();
        Eventually.holds(() -> !Instant.parse(shop.given().get("/v1/shop/clock").path("evaluatedUntil"))
                .isBefore(until));
    }

    private Instant now() {
        return Instant.parse(shop.given().get("/v1/shop/clock").path("now"));
    }

    @Test
    void ruleFactsAndCauseOfThenAreTold() {
        segments.customer("pos:1", "Oslo");
        var unpublished = now().toString();
        pass(Duration.ofDays(1));
        segments.publish("big", "city = 'Oslo' AND amount_spent > 100");
        segments.order("pos:1", "1", "150.00", now().toString());
        post("/v1/orders/pos:1/payments", Map.of("externalId", "p1", "method", "card"));
        var big = now().toString();
        pass(Duration.ofDays(1));
        post("/v1/orders/pos:1/refunds", Map.of("externalId", "r1", "amount", money("90.00")));
        segments.customer("pos:1", Map.of("city", "Rome"));
        segments.publish("big", "city = 'Rome'");

        explain("big", "pos:1", unpublished)
                .body("status", is("draft"))
                .body("stored", is(false))
                .body("verdict", is(false))
                .body("version", nullValue())
                .body("rule", nullValue())
                .body("cause", nullValue());
        explain("big", "pos:1", big)
                .body("evaluatedAt", is(big))
                .body("status", is("ready"))
                .body("stored", is(true))
                .body("verdict", is(true))
                .body("version", is(1))
                .body("since", startsWith("2026-01-11T04:"))
                .body("cause.reason", is("data"))
                .body("cause.request", notNullValue())
                .body("rule.children.text", contains("city = 'Oslo'", "amount_spent > 100"))
                .body("rule.children.holds", contains(true, true))
                .body("rule.children[0].tests[0].actual", is("Oslo"))
                .body("rule.children[1].tests[0].actual", is("150.00"))
                .body("flips", nullValue())
                .body("unflippable.code", is("past"));
        explain("big", "pos:1", now().toString()).body("version", is(2)).body("rule.holds", is(true));
    }

    @Test
    void whatIsNotKeptIsUnknownWithItsReason() {
        segments.customer("pos:1", "Oslo");
        segments.order("pos:1", "1", "150.00");
        segments.publish("big", "amount_spent > 100 AND city = 'Rome'");
        segments.publish("rich", "amount_spent > 100 AND points_balance >= 0");
        var then = now().toString();
        pass(Duration.ofDays(1));
        segments.order("pos:1", "1", "20.00");

        explain("big", "pos:1", then)
                .body("stored", is(false))
                .body("verdict", is(false))
                .body("rule.holds", is(false))
                .body("rule.children[0].holds", nullValue())
                .body("rule.children[0].tests", empty())
                .body("rule.children[0].unknown.code", is("changed"))
                .body("rule.children[1].holds", is(false))
                .body("rule.children[1].unknown", nullValue());
        explain("rich", "pos:1", then)
                .body("stored", is(true))
                .body("verdict", nullValue())
                .body("rule.holds", nullValue())
                .body("rule.children.unknown.code", contains("changed", "not_kept"));
        explain("big", "pos:1", "2026-01-01T00:00:00Z")
                .body("rule", nullValue())
                .body("stored", is(false));
        shop.given()
                .header("Accept-Language", "zh")
                .queryParam("asOf", then)
                .get(path("big", "pos:1"))
                .then()
                .body("rule.children[0].unknown.message", startsWith("当时的订单"))
                .body("unflippable.message", startsWith("过去"));
    }

    @Test
    void orderThatWentToAnotherIsNotForgotten() {
        segments.order("pos:1", "1", "150.00");
        segments.order("pos:2", "2", "150.00");
        segments.publish("big", "amount_spent > 100");
        var then = now().toString();
        pass(Duration.ofDays(1));
        segments.order("pos:2", "1", "150.00");

        explain("big", "pos:1", then)
                .body("stored", is(true))
                .body("rule.holds", nullValue())
                .body("rule.unknown.code", is("changed"));
    }

    @Test
    void mergedCustomersHadLivesOfTheirOwn() {
        segments.customer("pos:1", "Oslo");
        String other =
                segments.customer("pos:2", Map.of("city", "Rome")).extract().path("customer.id");
        segments.publish("romans", "city = 'Rome' AND number_of_orders = 0");
        var then = now().toString();
        pass(Duration.ofDays(1));
        shop.given()
                .body(Map.of("from", "pos:2"))
                .post("/v1/customers/pos:1/merge")
                .then()
                .statusCode(200);

        explain("romans", "pos:1", then)
                .body("stored", is(false))
                .body("rule.children[0].tests[0].actual", is("Oslo"))
                .body("rule.children[1].unknown.code", is("merged"));
        explain("romans", other, then)
                .body("customerId", is(other))
                .body("stored", is(true))
                .body("verdict", nullValue())
                .body("rule.children.unknown.code", contains("merged", "merged"));
        explain("romans", other, now().toString()).body("stored", is(false));
    }

    @Test
    void republishedAndArchivedVersionsAreThoseOfThen() {
        segments.customer("pos:1", "Oslo");
        segments.publish("place", "city = 'Oslo'");
        segments.publish("place", "city = 'Rome'");
        var second = tick();
        shop.given().post("/v1/segments/place/versions/1/publish").then().statusCode(200);
        segments.ready("place");
        var first = tick();
        shop.given().post("/v1/segments/place/archive").then().statusCode(200);
        Eventually.holds(() -> shop.given().get(path("place", "pos:1")).path("since") != null);
        var archived = tick();
        shop.given().post("/v1/segments/place/unarchive").then().statusCode(200);
        segments.ready("place");

        explain("place", "pos:1", second)
                .body("version", is(2))
                .body("stored", is(false))
                .body("verdict", is(false));
        explain("place", "pos:1", first)
                .body("version", is(1))
                .body("stored", is(true))
                .body("verdict", is(true));
        explain("place", "pos:1", archived)
                .body("status", is("archived"))
                .body("version", nullValue())
                .body("rule", nullValue())
                .body("stored", is(false))
                .body("cause.reason", is("definition"));
        explain("place", "pos:1", now().toString()).body("version", is(1)).body("stored", is(true));
    }

    private String tick() {
        var at = now().toString();
        pass(Duration.ofDays(1));
        return at;
    }

    @Test
    void unclearQuestionsAreRefused() {
        segments.customer("pos:1", "Oslo");
        segments.publish("all", "TRUE");
        refuse("?asOf=yesterday", 400, "input_invalid");
        refuse("?asOf=2999-01-01T00:00:00Z", 422, "value_invalid");
        refuse("?asOf=2026-01-10T00:00:00Z&draft=true", 422, "value_invalid");
        shop.given()
                .get("/v1/segments/none/members/pos:1/explanation?asOf=2026-01-10T00:00:00Z")
                .then()
                .statusCode(404);
        shop.given()
                .get("/v1/segments/all/members/pos:9/explanation?asOf=2026-01-10T00:00:00Z")
                .then()
                .statusCode(404);
        segments.ask("{customerSegmentExplanation(segment: \"all\", customer: \"pos:1\", asOf: \"" + now()
                        + "\") {stored verdict rule {holds unknown {code message}}}}")
                .body("data.customerSegmentExplanation.stored", is(true))
                .body("data.customerSegmentExplanation.rule.holds", is(true));
    }

    private void refuse(String query, int status, String code) {
        shop.given()
                .get(path("all", "pos:1") + query)
                .then()
                .statusCode(status)
                .body("errors[0].pointer", is("asOf"))
                .body("code", is(code));
    }

    private static String path(String segment, String customer) {
        return "/v1/segments/" + segment + "/members/" + customer + "/explanation";
    }

    private ValidatableResponse explain(String segment, String customer, String asOf) {
        return shop.given()
                .queryParam("asOf", asOf)
                .get(path(segment, customer))
                .then()
                .statusCode(200);
    }
}
