package io.kequn.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What time does to points, and what becomes of them when customers merge or go.
@KequnTest
class TimedPointsTest {
    @Inject
    Pool pool;

    private void law(Purse purse) {
        PointsLaw.requireHeld(pool, purse.shop());
    }

    private static void segment(TestShop shop, String key, String rule) {
        shop.given()
                .body(Map.of("name", key, "rule", rule))
                .put("/v1/segments/" + key)
                .then()
                .statusCode(201);
        shop.given().post("/v1/segments/" + key + "/publish").then().statusCode(200);
        Eventually.holds(
                () -> "ready".equals(shop.given().get("/v1/segments/" + key).path("status")));
    }

    private static int members(TestShop shop, String key) {
        return shop.given().get("/v1/segments/" + key).path("memberCount");
    }

    @Test
    void pointsExpireAndRulesHear() {
        var purse = Purse.ofNewShop();
        purse.customer("pos:1");
        segment(purse.shop(), "expiring", "points_expiring > 0");
        segment(purse.shop(), "poor", "points_balance = 0");
        purse.settings(Map.of("expiry", Map.of("kind", "rolling", "period", "P3M")));
        purse.earn("pos:1", 100);
        assertThat(members(purse.shop(), "expiring")).isZero();

        purse.shop().advance(Duration.ofDays(63));
        Eventually.holds(() -> members(purse.shop(), "expiring") == 1);
        assertThat(purse.of("pos:1").getList("expiringSoon.points")).containsExactly(100);

        purse.shop().advance(Duration.ofDays(30));
        purse.requireBalance("pos:1", 0, 0, 0);
        Eventually.holds(() -> members(purse.shop(), "poor") == 1);
        assertThat(members(purse.shop(), "expiring")).isZero();
        assertThat(purse.story("pos:1")).containsExactly("earn 100", "expire -100");
        assertThat((String) purse.ledger("pos:1").getFirst().get("at")).startsWith("2026-09-01T04:00");
        law(purse);
    }

    @Test
    void calendarExpiryIsTheEndOfADay() {
        var purse = Purse.in("America/New_York", "2026-03-01T12:00:00");
        purse.customer("pos:1");
        purse.settings(Map.of("expiry", Map.of("kind", "calendar", "monthDay", "12-31")));

        var lot = purse.earn("pos:1", 10);
        purse.settings(Map.of("expiry", Map.of("kind", "calendar", "monthDay", "02-29", "years", 2)));
        var leap = purse.earn("pos:1", 10);

        assertThat(lot.getString("lots[0].expiresAt")).isEqualTo("2027-01-01T05:00:00Z");
        assertThat(leap.getString("lots[0].expiresAt")).isEqualTo("2028-03-01T05:00:00Z");
        law(purse);
    }

    @Test
    void slidingExpiryFollowsActivity() {
        var purse = Purse.ofNewShop();
        purse.customer("pos:1");
        purse.settings(Map.of("expiry", Map.of("kind", "sliding", "period", "P1M")));
        purse.earn("pos:1", 100);

        purse.shop().advance(Duration.ofDays(20));
        purse.redeem("pos:1", 10);
        purse.shop().advance(Duration.ofDays(20));
        purse.requireBalance("pos:1", 90, 0, 0);
        purse.shop().advance(Duration.ofDays(20));

        purse.requireBalance("pos:1", 0, 0, 0);
        law(purse);
    }

    /// However many lots there are, activity writes those only that it spends, and puts all off.
    @Test
    void activityPutsOffAnyNumberOfLots() {
        var purse = Purse.ofNewShop();
        purse.customer("pos:1");
        purse.settings(Map.of("expiry", Map.of("kind", "sliding", "period", "P3M")));
        for (int i = 0; i < 50; i++) {
            purse.earn("pos:1", 2);
        }
        purse.done("pos:1", "earn", Map.of("points", 5, "expiresAt", "2026-10-01T00:00:00Z"));

        purse.shop().advance(Duration.ofDays(80));
        assertThat(purse.redeem("pos:1", 1).getList("lots")).hasSize(1);
        purse.shop().advance(Duration.ofDays(80));
        Eventually.holds(() -> purse.story("pos:1").contains("expire -5"));

        assertThat(purse.redeem("pos:1", 59).getList("lots")).hasSize(30);
        assertThat(purse.lots("pos:1"))
                .extracting(lot -> ((String) lot.get("expiresAt")).substring(0, 10))
                .containsOnly("2027-02-08");
        purse.requireBalance("pos:1", 40, 0, 0);
        purse.shop().advance(Duration.ofDays(93));
        purse.requireBalance("pos:1", 0, 0, 0);
        law(purse);
    }

    /// What is given back to points that slide lasts as long as they would have.
    @Test
    void whatIsGivenBackSlidesOn() {
        var purse = Purse.ofNewShop();
        purse.customer("pos:1");
        purse.settings(Map.of("expiry", Map.of("kind", "sliding", "period", "P1M")));
        purse.earn("pos:1", 60);
        String entry = purse.redeem("pos:1", 60).getString("entries[0].id");
        purse.shop().advance(Duration.ofDays(20));
        purse.earn("pos:1", 5);
        purse.shop().advance(Duration.ofDays(20));

        purse.done("pos:1", "entries/" + entry + "/reverse", Map.of());

        purse.requireBalance("pos:1", 65, 0, 0);
        law(purse);
    }

    /// Both came due while nobody looked: what came in paid the debt at its own instant, and what was left
    /// expired at its own.
    @Test
    void whatIsLateHappensAtItsOwnInstants() {
        var purse = Purse.ofNewShop();
        purse.customer("pos:1");
        purse.settings(Map.of(
                "reversal",
                "negative",
                "pendingPeriod",
                "P10D",
                "expiry",
                Map.of("kind", "rolling", "period", "P30D")));
        purse.rule("spend", "trigger", "order", "points", 1, "per", Purse.money("1.00"));
        String owed = purse.earn("pos:1", 10).getString("entries[0].id");
        purse.redeem("pos:1", 10);
        purse.done("pos:1", "entries/" + owed + "/reverse", Map.of());
        purse.put(Purse.order("pos:1", "A", "100.00", "placedAt", "2026-06-01T10:00:00+08:00"));

        purse.shop().advance(Duration.ofDays(60));

        Eventually.holds(() -> purse.story("pos:1").contains("expire -90"));
        assertThat(purse.ledger("pos:1").reversed().stream()
                        .skip(4)
                        .map(each -> each.get("kind") + " " + ((String) each.get("at")).substring(0, 10)))
                .containsExactly("mature 2026-06-11", "settle 2026-06-11", "expire 2026-07-01");
        law(purse);
    }

    /// Noon of the day before the clocks go forward, plus a day, is noon again, 23 hours later.
    @Test
    void daysGoByTheShopsCalendar() {
        var purse = Purse.in("America/New_York", "2026-03-07T12:00:00");
        purse.customer("pos:1");
        purse.settings(Map.of("expiry", Map.of("kind", "rolling", "period", "P1D")));

        var lot = purse.earn("pos:1", 10);

        var earned = Instant.parse(lot.getString("lots[0].earnedAt"));
        assertThat(Instant.parse(lot.getString("lots[0].expiresAt"))).isEqualTo(earned.plus(Duration.ofHours(23)));
    }

    @Test
    void frozenPointsDoNotExpireUntilTheyAreReleased() {
        var purse = Purse.ofNewShop();
        purse.customer("pos:1");
        purse.settings(Map.of("expiry", Map.of("kind", "rolling", "period", "P1M")));
        purse.earn("pos:1", 100);
        String hold = purse.done("pos:1", "freeze", Map.of("points", 60)).getString("hold.id");

        purse.shop().advance(Duration.ofDays(40));
        purse.requireBalance("pos:1", 60, 0, 60);
        purse.done("pos:1", "holds/" + hold + "/consume", Map.of("points", 50));

        purse.requireBalance("pos:1", 0, 0, 0);
        assertThat(purse.story("pos:1")).endsWith("consume -50", "release 0", "expire -10");
        law(purse);
    }

    @Test
    void whatIsGivenBackToAnExpiredLotExpiresAtOnce() {
        var purse = Purse.ofNewShop();
        purse.customer("pos:1");
        purse.settings(Map.of("expiry", Map.of("kind", "rolling", "period", "P1M")));
        purse.earn("pos:1", 100);
        String entry = purse.redeem("pos:1", 60).getString("entries[0].id");
        purse.shop().advance(Duration.ofDays(40));

        purse.done("pos:1", "entries/" + entry + "/reverse", Map.of());

        assertThat(purse.story("pos:1"))
                .containsExactly("earn 100", "redeem -60", "expire -40", "restore 60", "expire -60");
        law(purse);
    }

    @Test
    void birthdaysEarnOnceAYear() {
        var purse = Purse.in("Asia/Shanghai", "2027-02-26T12:00:00");
        born(purse, "pos:1", "1990-02-28");
        born(purse, "pos:2", "1992-02-29");
        born(purse, "pos:3", "1990-03-01");
        purse.rule("birthday", "trigger", "birthday", "points", 88);

        purse.shop().advance(Duration.ofHours(37));
        Eventually.holds(() -> purse.balance("pos:1") == 88 && purse.balance("pos:2") == 88);
        assertThat(purse.balance("pos:3")).isZero();

        purse.shop().advance(Duration.ofDays(365));
        Eventually.holds(() -> purse.balance("pos:1") == 176 && purse.balance("pos:3") == 88);
        assertThat(purse.balance("pos:2")).isEqualTo(88);
        purse.shop().advance(Duration.ofDays(1));
        Eventually.holds(() -> purse.balance("pos:2") == 176);
        assertThat(purse.ledger("pos:2").getFirst())
                .containsEntry("reference", "2028")
                .containsEntry("trigger", "birthday");
        law(purse);
    }

    private static void born(Purse purse, String customer, String day) {
        purse.shop()
                .given()
                .body(Map.of("birthDate", day))
                .put("/v1/customers/" + customer)
                .then()
                .statusCode(201);
    }

    @Test
    void mergedCustomersPointsAreTheSurvivors() {
        var purse = Purse.ofNewShop();
        purse.settings(Map.of("reversal", "negative"));
        purse.customer("pos:1");
        purse.customer("pos:2");
        String owed = purse.earn("pos:1", 30).getString("entries[0].id");
        purse.redeem("pos:1", 30);
        purse.done("pos:1", "entries/" + owed + "/reverse", Map.of());
        purse.earn("pos:2", 100);
        purse.redeem("pos:2", 20);
        String hold = purse.done("pos:2", "freeze", Map.of("points", 25)).getString("hold.id");

        purse.merge("pos:2", "pos:1");

        purse.requireBalance("pos:1", 50, 0, 25);
        law(purse);
        purse.done("pos:1", "holds/" + hold + "/consume", Map.of());
        assertThat(purse.balance("pos:2")).isEqualTo(25);
        assertThat(purse.ledger("pos:1")).hasSize(3 + 3 + 2 + 1 + 1);
        law(purse);
    }

    @Test
    void mergedCustomersDebtIsTheSurvivors() {
        var purse = Purse.ofNewShop();
        purse.settings(Map.of("reversal", "negative"));
        purse.customer("pos:1");
        purse.customer("pos:2");
        String owed = purse.earn("pos:1", 30).getString("entries[0].id");
        purse.redeem("pos:1", 30);
        purse.done("pos:1", "entries/" + owed + "/reverse", Map.of());

        purse.merge("pos:1", "pos:2");

        purse.requireBalance("pos:2", -30, 0, 0);
        assertThat(purse.ledger("pos:2"))
                .filteredOn(entry -> "merge".equals(entry.get("kind")))
                .extracting(entry -> entry.get("points"), entry -> entry.get("amount"))
                .containsExactlyInAnyOrder(tuple(30, 30), tuple(-30, 30));
        law(purse);
    }

    @Test
    void deletedCustomersPointsAreGone() {
        var purse = Purse.ofNewShop();
        purse.customer("pos:1");
        purse.earn("pos:1", 30);

        purse.shop().given().delete("/v1/customers/pos:1").then().statusCode(200);

        purse.customer("pos:1");
        assertThat(purse.story("pos:1")).isEqualTo(List.of());
        law(purse);
    }
}
