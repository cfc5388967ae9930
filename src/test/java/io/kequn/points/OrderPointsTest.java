package io.kequn.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What orders and events earn, and what becomes of it when they change.
@KequnTest
class OrderPointsTest extends LawfulShop {
    private static Map<String, Object> order(String id, String total, Object... more) {
        return Purse.order("pos:1", id, total, more);
    }

    private void put(Map<String, Object> order) {
        purse.put(order);
    }

    private void refund(String order, String id, String amount) {
        purse.shop()
                .given()
                .body(Map.of("externalId", id, "amount", Purse.money(amount), "occurredAt", Purse.PLACED))
                .post("/v1/orders/pos:" + order + "/refunds")
                .then()
                .statusCode(200);
    }

    private void onePointPerYuan(Object... more) {
        var fields = new Object[4 + more.length];
        System.arraycopy(new Object[] {"trigger", "order", "points", 1}, 0, fields, 0, 4);
        System.arraycopy(more, 0, fields, 4, more.length);
        var rule = Purse.spec(fields);
        rule.put("per", Purse.money("1.00"));
        purse.shop().given().body(rule).put("/v1/points-rules/spend").then().statusCode(201);
    }

    @Test
    void orderEarnsByItsAmountOnce() {
        onePointPerYuan();

        put(order("A", "99.90"));
        put(order("A", "99.90"));

        assertThat(purse.story("pos:1")).containsExactly("earn 99");
        var entry = purse.ledger("pos:1").getFirst();
        assertThat(entry).containsEntry("reference", "pos:A").containsEntry("trigger", "order");
        assertThat(entry.get("rule")).hasToString("{key=spend, version=1, multiplier=null}");
    }

    @Test
    void changedOrderIsCorrected() {
        onePointPerYuan();
        put(order("A", "100.00"));

        put(order("A", "150.00"));
        put(order("A", "80.00"));

        assertThat(purse.story("pos:1")).containsExactly("earn 100", "earn 50", "reverse -70");
    }

    @Test
    void cancelledOrderEarnsNothing() {
        onePointPerYuan();
        put(order("A", "100.00"));

        put(order("A", "100.00", "status", "cancelled"));

        purse.requireBalance("pos:1", 0, 0, 0);
        put(order("B", "100.00", "status", "cancelled"));
        put(order("C", "100.00", "test", true));
        purse.requireBalance("pos:1", 0, 0, 0);
    }

    @Test
    void orderThatMovesTakesItsPointsAlong() {
        onePointPerYuan();
        purse.customer("pos:2");
        put(order("A", "100.00"));
        purse.redeem("pos:1", 10);

        put(order("A", "100.00", "customer", "pos:2"));

        assertThat(purse.balance("pos:1")).isZero();
        assertThat(purse.balance("pos:2")).isEqualTo(100);
        put(order("A", "100.00"));
        assertThat(purse.balance("pos:1")).isEqualTo(100);
        assertThat(purse.balance("pos:2")).isZero();
    }

    /// Of an order of 100 points a part or all is refunded, while they wait, are free, are half spent or have
    /// expired.
    @ParameterizedTest
    @CsvSource({
        "40, pending, write_off, 0, 60, 0",
        "40, pending, negative, 0, 60, 0",
        "100, pending, write_off, 0, 0, 0",
        "100, pending, negative, 0, 0, 0",
        "40, active, write_off, 60, 0, 0",
        "40, active, negative, 60, 0, 0",
        "100, active, write_off, 0, 0, 0",
        "100, active, negative, 0, 0, 0",
        "30, spent, write_off, 0, 0, 0",
        "30, spent, negative, 0, 0, 0",
        "40, spent, write_off, 0, 0, 10",
        "40, spent, negative, -10, 0, 0",
        "100, spent, write_off, 0, 0, 70",
        "100, spent, negative, -70, 0, 0",
        "40, expired, write_off, 0, 0, 0",
        "40, expired, negative, 0, 0, 0",
        "100, expired, write_off, 0, 0, 0",
        "100, expired, negative, 0, 0, 0",
    })
    void refundTakesBackItsShare(
            int refunded, String state, String policy, long balance, long pending, long writtenOff) {
        var settings = new LinkedHashMap<String, Object>(Map.of("reversal", policy));
        if (state.equals("pending")) {
            settings.put("pendingPeriod", "P14D");
        }
        if (state.equals("expired")) {
            settings.put("expiry", Map.of("kind", "rolling", "period", "P10D"));
        }
        purse.settings(settings);
        onePointPerYuan();
        put(order("A", "100.00"));
        switch (state) {
            case "spent" -> purse.redeem("pos:1", 70);
            case "expired" -> {
                purse.shop().advance(Duration.ofDays(20));
                Eventually.holds(() -> purse.story("pos:1").contains("expire -100"));
            }
            default -> {}
        }

        refund("A", "R-1", refunded + ".00");

        purse.requireBalance("pos:1", balance, pending, 0);
        var last = purse.ledger("pos:1").getFirst();
        assertThat(last.get("kind")).isEqualTo("reverse");
        assertThat(((Number) last.get("writtenOff")).longValue()).isEqualTo(writtenOff);
        assertThat(((Number) last.get("amount")).longValue()).isEqualTo(refunded);
        assertThat(last.get("reverses")).isNotNull();
    }

    @Test
    void otherLotsPayForWhatTheOwnOneHasNot() {
        onePointPerYuan();
        put(order("A", "100.00"));
        purse.redeem("pos:1", 70);
        purse.earn("pos:1", 100);

        refund("A", "R-1", "100.00");

        assertThat(purse.balance("pos:1")).isEqualTo(30);
    }

    @Test
    void pointsSpentOnAnOrderComeBackWithIt() {
        purse.done("pos:1", "earn", Map.of("points", 100, "expiresAt", "2026-09-01T00:00:00+08:00"));
        purse.done("pos:1", "redeem", Map.of("points", 60, "order", "pos:A"));
        String hold = purse.done("pos:1", "freeze", Map.of("points", 40, "order", "pos:A"))
                .getString("hold.id");
        purse.done("pos:1", "holds/" + hold + "/consume", Map.of());
        put(order("A", "50.00"));

        refund("A", "R-1", "20.00");
        assertThat(purse.balance("pos:1")).isZero();
        refund("A", "R-2", "30.00");

        assertThat(purse.balance("pos:1")).isEqualTo(100);
        assertThat(purse.story("pos:1")).endsWith("restore 60", "restore 40");
    }

    @Test
    void pointsWaitForTheRefundWindow() {
        purse.settings(Map.of("pendingPeriod", "P14D"));
        onePointPerYuan();
        put(order("A", "100.00"));
        purse.requireBalance("pos:1", 0, 100, 0);

        purse.shop().advance(Duration.ofDays(13));

        purse.requireBalance("pos:1", 100, 0, 0);
        Eventually.holds(() -> purse.story("pos:1").equals(List.of("earn 0", "mature 100")));
        assertThat(purse.ledger("pos:1").getFirst()).containsEntry("at", "2026-06-14T02:00:00Z");
    }

    @Test
    void orderBelowTheMinimumEarnsNothingUntilItGrows() {
        onePointPerYuan("minimumAmount", Purse.money("50.00"));
        put(order("A", "49.99"));
        assertThat(purse.story("pos:1")).isEmpty();

        put(order("A", "50.00"));

        assertThat(purse.story("pos:1")).containsExactly("earn 50");
    }

    @Test
    void capHoldsWithinItsDay() {
        onePointPerYuan("cap", Map.of("points", 120, "per", "day"));

        put(order("A", "100.00"));
        put(order("B", "100.00"));
        put(order("C", "100.00"));
        put(order("D", "100.00", "placedAt", "2026-05-30T10:00:00+08:00"));

        assertThat(purse.story("pos:1")).containsExactly("earn 100", "earn 20", "earn 100");
    }

    @Test
    void everyThirdOrderEarns() {
        purse.rule("third", "trigger", "nth_order", "every", 3, "points", 50);

        for (int i = 1; i <= 7; i++) {
            put(order("N-" + i, "10.00", "placedAt", "2026-05-31T10:0" + i + ":00+08:00"));
        }

        assertThat(purse.ledger("pos:1").reversed().stream().map(entry -> entry.get("reference")))
                .containsExactly("pos:N-3", "pos:N-6");
    }

    @Test
    void batchEarnsAsItsOrdersWould() {
        onePointPerYuan("cap", Map.of("points", 150, "per", "ever"));
        var lines =
                List.of(order("A", "100.00"), order("B", "100.00"), order("C", "1.00", "customer", "pos:new")).stream()
                        .map(order -> new JsonObject(order).encode())
                        .toList();

        purse.shop()
                .given()
                .contentType("application/x-ndjson")
                .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .post("/v1/orders")
                .then()
                .statusCode(200);

        assertThat(purse.balance("pos:1")).isEqualTo(150);
        assertThat(purse.balance("pos:new")).isEqualTo(1);
    }

    /// Of an account the first lots are read, and all of them where these are not enough.
    @Test
    void manyLotsAreSpentInTheirOrder() {
        onePointPerYuan();
        purse.customer("pos:2");
        var lines = IntStream.rangeClosed(1, 60)
                .mapToObj(i -> order("L-" + i, "10.00", "placedAt", "2026-05-31T10:%02d:00+08:00".formatted(i % 60)))
                .map(order -> new JsonObject(order).encode())
                .toList();
        purse.shop()
                .given()
                .contentType("application/x-ndjson")
                .body(String.join("\n", lines).getBytes(StandardCharsets.UTF_8))
                .post("/v1/orders")
                .then()
                .statusCode(200);
        purse.requireBalance("pos:1", 600, 0, 0);
        purse.redeem("pos:1", 35);
        String hold = purse.done("pos:1", "freeze", Map.of("points", 300)).getString("hold.id");
        purse.redeem("pos:1", 5);
        refund("L-59", "R-59", "10.00");
        purse.requireBalance("pos:1", 550, 0, 300);
        purse.done("pos:1", "transfer", Map.of("to", "pos:2", "points", 30));
        purse.done("pos:1", "holds/" + hold + "/consume", Map.of("points", 250));
        refund("L-1", "R-1", "10.00");
        purse.redeem("pos:1", 255);
        purse.requireBalance("pos:1", 5, 0, 0);
        refund("L-2", "R-2", "10.00");
        purse.requireBalance("pos:1", 0, 0, 0);
        assertThat(purse.ledger("pos:1").getFirst()).containsEntry("writtenOff", 5);
        List<Map<String, Object>> lots = purse.shop()
                .given()
                .get("/v1/customers/pos:1/points/lots?limit=200")
                .path("items");
        new LedgerStory(lots).require(purse.ledger("pos:1").reversed(), ReversalPolicy.WRITE_OFF);
    }

    /// The first order lifts the customer into the segment; the second is multiplied.
    @Test
    void multiplierIsThatOfBeforeTheCommand() {
        var shop = purse.shop();
        shop.given()
                .body(Map.of("name", "Buyers", "rule", "number_of_orders >= 1"))
                .put("/v1/segments/buyers")
                .then()
                .statusCode(201);
        shop.given().post("/v1/segments/buyers/publish").then().statusCode(200);
        Eventually.holds(
                () -> "ready".equals(shop.given().get("/v1/segments/buyers").path("status")));
        onePointPerYuan("multipliers", List.of(Map.of("segment", "buyers", "factor", 1.5)));

        put(order("A", "100.00"));
        put(order("B", "33.00"));

        assertThat(purse.story("pos:1")).containsExactly("earn 100", "earn 49");
        assertThat(purse.ledger("pos:1").getFirst().get("rule"))
                .hasToString(
                        "{key=spend, version=1, multiplier={factor=1.5, segment=buyers, level=null, benefit=false}}");
        refund("B", "R-1", "33.00");
        assertThat(purse.balance("pos:1")).isEqualTo(100);
    }

    @Test
    void onlyTheRulesSegmentsEarn() {
        purse.shop()
                .given()
                .body(Map.of("name", "L", "kind", "static"))
                .put("/v1/segments/list")
                .then()
                .statusCode(201);
        onePointPerYuan("segments", List.of("list"));
        put(order("A", "100.00"));
        purse.shop()
                .given()
                .body(Map.of("add", List.of("pos:1")))
                .post("/v1/segments/list/members")
                .then()
                .statusCode(200);
        put(order("B", "10.00"));

        assertThat(purse.story("pos:1")).containsExactly("earn 10");
    }

    @Test
    void eventEarnsOnce() {
        purse.rule("review", "trigger", "event", "event", "reviewed", "points", 20);
        var event = Map.of(
                "customer",
                "pos:1",
                "source",
                "app",
                "externalId",
                "E-1",
                "name",
                "reviewed",
                "occurredAt",
                Purse.PLACED);

        purse.shop().given().body(event).post("/v1/events").then().statusCode(201);
        purse.shop().given().body(event).post("/v1/events").then().statusCode(200);

        assertThat(purse.story("pos:1")).containsExactly("earn 20");
        assertThat(purse.ledger("pos:1").getFirst()).containsEntry("reference", "app:E-1");
    }

    /// Days are those of the shop, in Shanghai.
    @Test
    void signInEarnsOnceADay() {
        var once = Map.of("points", 5, "per", "day");
        purse.rule("daily", "trigger", "event", "event", "sign_in", "points", 5, "cap", once);
        purse.rule("share", "trigger", "event", "event", "shared", "points", 3, "activeUntil", "2026-05-31T16:00:00Z");
        event("E-1", "sign_in", "2026-05-31T23:00:00+08:00");
        event("E-2", "sign_in", "2026-05-31T23:59:59+08:00");
        event("E-3", "sign_in", "2026-06-01T00:00:00+08:00");
        event("E-4", "shared", "2026-05-31T23:59:59+08:00");
        event("E-5", "shared", "2026-06-01T00:00:00+08:00");
        assertThat(purse.story("pos:1")).containsExactly("earn 5", "earn 5", "earn 3");
    }

    private void event(String id, String name, String at) {
        var event = Map.of("customer", "pos:1", "source", "app", "externalId", id, "name", name, "occurredAt", at);
        purse.shop().given().body(event).post("/v1/events").then().statusCode(201);
    }

    @Test
    void importedHistoryEarnsNothing() {
        onePointPerYuan();
        String id = purse.shop()
                .given()
                .body(Map.of("kind", "orders", "source", "pos", "format", "ndjson"))
                .post("/v1/imports")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        var line = new JsonObject(order("I-1", "100.00")).encode();
        purse.shop()
                .given()
                .contentType("application/x-ndjson")
                .body(line.getBytes(StandardCharsets.UTF_8))
                .put("/v1/imports/" + id + "/content")
                .then()
                .statusCode(200);
        Eventually.holds(() ->
                "succeeded".equals(purse.shop().given().get("/v1/imports/" + id).path("status")));

        put(order("I-1", "120.00"));

        assertThat(purse.story("pos:1")).isEmpty();
    }

    @Test
    void rulesAreVersioned() {
        var shop = purse.shop();
        onePointPerYuan();
        var rule = Purse.spec("trigger", "order", "points", 2);
        rule.put("per", Purse.money("1.00"));
        shop.given()
                .body(rule)
                .header("If-Match", "\"1\"")
                .put("/v1/points-rules/spend")
                .then()
                .statusCode(200)
                .body("version", is(2));
        shop.given()
                .body(rule)
                .header("If-Match", "\"1\"")
                .put("/v1/points-rules/spend")
                .then()
                .statusCode(412);
        put(order("A", "10.00"));
        shop.given().delete("/v1/points-rules/spend").then().statusCode(200).body("archived", is(true));
        put(order("B", "10.00"));

        refund("A", "R-1", "5.00");

        assertThat(purse.story("pos:1")).containsExactly("earn 20", "reverse -10");
        shop.given().get("/v1/points-rules/absent").then().statusCode(404).body("code", is("points_rule_not_found"));
    }
}
