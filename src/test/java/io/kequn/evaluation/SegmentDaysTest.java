package io.kequn.evaluation;

import static io.kequn.TestShop.platform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// Segments whose rules read days: the day turns, and the shop's days become others.
@KequnTest
class SegmentDaysTest {
    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    private TestShop shop;

    @Test
    void theDayTurnsAtTheShopsMidnight() {
        shop = TestShop.createAt("2026-03-10T23:00");
        order("pos:1", "2026-03-10T22:00:00+08:00");
        publish("today", "last_order_date IN today");
        publish("ago", "last_order_date AT LEAST 1d AGO");
        publish("buyers", "number_of_orders >= 1");
        int version = segment("today", "version");
        assertThat(memberCounts()).isEqualTo(List.of(0, 1, 1));

        shop.advance(Duration.ofMinutes(50));
        order("pos:2", "2026-03-10T23:45:00+08:00");
        assertThat(memberCounts()).isEqualTo(List.of(0, 2, 2));

        shop.advance(Duration.ofMinutes(20));
        Eventually.holds(() -> memberCounts().equals(List.of(2, 2, 0)));
        shop.given().get("/v1/customers/pos:1/segments").then().body("items.key", is(List.of("ago", "buyers")));
        assertThat((int) segment("today", "version")).as("a build is no edit").isEqualTo(version);

        order("pos:3", "2026-03-11T00:01:00+08:00");
        shop.advance(Duration.ofDays(1));
        Eventually.holds(() -> memberCounts().equals(List.of(3, 3, 0)));
    }

    @Test
    void anotherZoneMovesCustomersOverMidnight() {
        shop = TestShop.createAt("2026-03-10T09:00");
        order("pos:late", "2026-03-09T22:00:00+08:00"); // 07:00 of the same day in Los Angeles
        order("pos:early", "2026-03-09T14:00:00+08:00"); // 23:00 of the day before
        publish("today", "last_order_date IN today");
        publish("monday", "last_order_date = 2026-03-09");
        publish("buyers", "number_of_orders >= 1");
        assertThat(memberCounts()).isEqualTo(List.of(2, 2, 0));
        int version = segment("today", "version");

        change(Map.of("timeZone", "America/Los_Angeles")).statusCode(200);

        Eventually.holds(() -> memberCounts().equals(List.of(2, 1, 1)) && areReady());
        shop.given()
                .get("/v1/customers/pos:late/segments")
                .then()
                .body("items.key", is(List.of("buyers", "monday", "today")));
        assertThat((int) segment("today", "version")).isEqualTo(version);
        assertThat(builds()).as("one for each that reads days").isEqualTo(3 + 2);

        // It was 18:00 in Los Angeles: the next midnight is another one now.
        shop.advance(Duration.ofHours(7));
        Eventually.holds(() -> memberCounts().equals(List.of(2, 1, 0)));
    }

    @Test
    void anotherFirstDayOfTheWeekMovesTheWeek() {
        shop = TestShop.createAt("2026-03-11T12:00");
        order("pos:1", "2026-03-08T12:00:00+08:00"); // a Sunday
        publish("week", "last_order_date IN this_week");
        assertThat(memberCounts()).isEqualTo(List.of(0));

        change(Map.of("weekStart", "sunday")).statusCode(200);

        Eventually.holds(() -> memberCounts().equals(List.of(1)) && areReady());
    }

    @Test
    void sameSettingsBuildNothing() {
        shop = TestShop.createAt("2026-03-11T12:00");
        publish("week", "last_order_date IN this_week");

        change(Map.of("timeZone", "Asia/Shanghai", "weekStart", "monday", "name", "New"))
                .statusCode(200);

        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void theBuildShowsItsProgress() throws SQLException {
        shop = TestShop.createAt("2026-03-10T09:00");
        order("pos:1", "2026-03-09T22:00:00+08:00");
        publish("today", "last_order_date IN today");

        try (var other = DriverManager.getConnection(url, user, password)) {
            other.setAutoCommit(false);
            try (var lock = other.createStatement()) {
                var id = "(select id from shop where key = '" + shop.key() + "')";
                lock.execute("select set_config('app.shop', " + id + "::text, true)");
                lock.execute("select from customer where shop_id = " + id + " for update");
                change(Map.of("timeZone", "America/Los_Angeles")).statusCode(200);
                Eventually.holds(() -> Map.of("done", 0, "total", 1).equals(segment("today", "progress")));
                assertThat((String) segment("today", "status")).isEqualTo("building");
            }
        }

        Eventually.holds(() -> memberCounts().equals(List.of(1)) && areReady());
    }

    @Test
    void currencyStaysOnceThereIsMoney() {
        for (var kind : List.of("order", "refund", "pending")) {
            shop = TestShop.create();
            switch (kind) {
                case "order" -> order("pos:1", "2026-03-09T22:00:00+08:00");
                case "refund" -> refund("/v1/customers/pos:1/refunds", 201);
                default -> refund("/v1/orders/pos:unknown/refunds", 202);
            }

            change(Map.of("currency", "JPY"))
                    .statusCode(409)
                    .body("code", is("in_use"))
                    .body("errors[0].pointer", is("/currency"));
            change(Map.of("currency", "CNY", "name", "Same")).statusCode(200);
        }
    }

    @Test
    void currencyStaysWhileARuleNamesAmountsThatTheOtherLacks() {
        shop = TestShop.create();
        publish("spent", "amount_spent > 10.50");

        change(Map.of("currency", "JPY")).statusCode(409).body("detail", containsString("`spent`"));
        change(Map.of("currency", "USD")).statusCode(200);

        var order = orderOf("pos:1", "2026-03-09T22:00:00+08:00", "USD");
        order.statusCode(201).body("membershipChanges.key", is(List.of("spent")));
        orderOf("pos:1", "2026-03-09T22:01:00+08:00", "CNY").statusCode(422).body("code", is("currency_mismatch"));
    }

    private void refund(String address, int status) {
        shop.given().body("{}").put("/v1/customers/pos:1").then().statusCode(201);
        shop.given()
                .body(Map.of(
                        "source", "pos",
                        "externalId", "r",
                        "occurredAt", "2026-03-09T22:00:00+08:00",
                        "amount", Map.of("amount", "1.00", "currency", "CNY")))
                .post(address)
                .then()
                .statusCode(status);
    }

    private ValidatableResponse change(Map<String, ?> settings) {
        return platform()
                .contentType("application/merge-patch+json")
                .body(settings)
                .patch("/v1/shops/" + shop.key())
                .then();
    }

    private void publish(String key, String rule) {
        shop.given()
                .body(Map.of("name", key, "rule", rule))
                .put("/v1/segments/" + key)
                .then()
                .statusCode(201);
        shop.given().post("/v1/segments/" + key + "/publish").then().statusCode(200);
        Eventually.holds(() -> "ready".equals(segment(key, "status")));
    }

    private void order(String customer, String placedAt) {
        orderOf(customer, placedAt, "CNY").statusCode(201);
    }

    private ValidatableResponse orderOf(String customer, String placedAt, String currency) {
        return shop.given()
                .body(Map.of(
                        "customer", customer,
                        "source", "pos",
                        "externalId", placedAt,
                        "placedAt", placedAt,
                        "total", Map.of("amount", "20.00", "currency", currency)))
                .post("/v1/orders")
                .then();
    }

    private <T> T segment(String key, String field) {
        return shop.given().get("/v1/segments/" + key).path(field);
    }

    /// How many members the segments have, by key.
    private List<Integer> memberCounts() {
        return shop.given().get("/v1/segments").path("items.memberCount");
    }

    private boolean areReady() {
        List<String> states = shop.given().get("/v1/segments").path("items.status");
        return states.stream().allMatch("ready"::equals);
    }

    private int builds() {
        List<String> kinds = shop.given().get("/v1/jobs?limit=200").path("items.kind");
        return (int) kinds.stream().filter("segment-build"::equals).count();
    }
}
