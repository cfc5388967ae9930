package io.kequn.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// The commands on points, one by one.
@KequnTest
class PointsTest extends LawfulShop {
    @Test
    void whoeverHasNothingHasZero() {
        purse.requireBalance("pos:1", 0, 0, 0);
        assertThat(purse.ledger("pos:1")).isEmpty();
        purse.shop().given().get("/v1/customers/pos:9/points").then().statusCode(404);
    }

    @Test
    void earnedPointsCanBeSpentOldestExpiryFirst() {
        purse.done("pos:1", "earn", Map.of("points", 100, "expiresAt", "2027-06-01T00:00:00+08:00"));
        purse.done("pos:1", "earn", Map.of("points", 50, "expiresAt", "2026-09-01T00:00:00+08:00"));
        purse.earn("pos:1", 30);

        var spent = purse.redeem("pos:1", 70);

        assertThat(spent.getLong("points.balance")).isEqualTo(110);
        assertThat(spent.getLong("points.lifetimeRedeemed")).isEqualTo(70);
        assertThat(spent.getList("entries[0].allocations.points")).containsExactly(-50, -20);
        assertThat(purse.story("pos:1")).containsExactly("earn 100", "earn 50", "earn 30", "redeem -70");
    }

    /// What a clock did that was an hour ahead and then was set back.
    @Test
    void noEntryIsEarlierThanTheOneBefore() {
        purse.earn("pos:1", 100);
        ahead("points_entry", "at");
        ahead("points_account", "updated_at");
        ahead("customer", "updated_at");

        purse.redeem("pos:1", 30);

        var times = purse.ledger("pos:1").stream().map(entry -> entry.get("at")).distinct();
        assertThat(times).hasSize(1);
    }

    private void ahead(String table, String column) {
        var sql = "update " + table + " set " + column + " = " + column + " + interval '1 hour' where shop_id = "
                + "current_setting('app.shop')::int";
        int changed = pool.withTransaction(connection -> connection
                        .preparedQuery("select set_config('app.shop', id::text, true) from shop where key = $1")
                        .execute(Tuple.of(purse.shop().key()))
                        .chain(() -> connection.query(sql).execute())
                        .map(RowSet::rowCount))
                .await()
                .indefinitely();
        assertThat(changed).isPositive();
    }

    @Test
    void moreThanThereIsIsRefused() {
        purse.earn("pos:1", 10);

        for (var verb : List.of("redeem", "freeze")) {
            purse.post("pos:1", verb, Map.of("points", 11))
                    .statusCode(409)
                    .body("code", is("insufficient_points"))
                    .body("detail", containsString("10"));
        }
        purse.post("pos:1", "adjust", Map.of("points", -11, "reason", "test")).statusCode(409);
        assertThat(purse.of("pos:1").getLong("balance")).isEqualTo(10);
    }

    @Test
    void frozenPointsAreConsumedOrReleased() {
        purse.earn("pos:1", 100);
        String hold = purse.done("pos:1", "freeze", Map.of("points", 60)).getString("hold.id");
        purse.requireBalance("pos:1", 100, 0, 60);
        purse.post("pos:1", "redeem", Map.of("points", 41)).statusCode(409);

        purse.done("pos:1", "holds/" + hold + "/consume", Map.of("points", 45));

        purse.requireBalance("pos:1", 55, 0, 0);
        assertThat(purse.story("pos:1")).containsExactly("earn 100", "freeze 0", "consume -45", "release 0");
        purse.post("pos:1", "holds/" + hold + "/release", Map.of())
                .statusCode(409)
                .body("code", is("hold_ended"));
        purse.post("pos:1", "holds/" + UUID.randomUUID() + "/release", Map.of())
                .statusCode(404)
                .body("code", is("hold_not_found"));
    }

    @Test
    void holdEndsByItself() {
        purse.earn("pos:1", 100);
        String hold = purse.done("pos:1", "freeze", Map.of("points", 60, "expiresAt", "2026-06-01T13:00:00+08:00"))
                .getString("hold.id");

        purse.shop().advance(Duration.ofHours(2));

        purse.requireBalance("pos:1", 100, 0, 0);
        purse.post("pos:1", "holds/" + hold + "/consume", Map.of())
                .statusCode(409)
                .body("code", is("hold_ended"));
        purse.redeem("pos:1", 100);
    }

    @Test
    void dryRunSaysTheSameAndDoesNothing() {
        purse.earn("pos:1", 100);

        var tried = purse.done("pos:1", "redeem", Map.of("points", 30, "dryRun", true));

        assertThat(tried.getLong("points.balance")).isEqualTo(70);
        assertThat(tried.getBoolean("dryRun")).isTrue();
        assertThat(purse.balance("pos:1")).isEqualTo(100);
        assertThat(purse.story("pos:1")).containsExactly("earn 100");
    }

    @Test
    void everyCommandCanBeTried() {
        purse.customer("pos:2");
        String entry = purse.earn("pos:1", 100).getString("entries[0].id");
        String hold = purse.done("pos:1", "freeze", Map.of("points", 20)).getString("hold.id");
        var before = List.of(purse.ledger("pos:1"), purse.of("pos:1").getMap(""));
        var commands = List.of(
                "earn", "redeem", "freeze", "adjust", "holds/" + hold + "/consume", "entries/" + entry + "/reverse");
        for (var command : commands) {
            var tried = purse.done("pos:1", command, Map.of("points", 7, "reason", "test", "dryRun", true));
            assertThat(tried.getBoolean("dryRun")).as(command).isTrue();
            assertThat(tried.getList("entries")).as(command).isNotEmpty();
        }
        purse.done("pos:1", "holds/" + hold + "/release", Map.of("dryRun", true));
        purse.done("pos:1", "transfer", Map.of("points", 7, "to", "pos:2", "dryRun", true));
        purse.post("pos:1", "redeem", Map.of("points", 81, "dryRun", true)).statusCode(409);
        assertThat(List.of(purse.ledger("pos:1"), purse.of("pos:1").getMap(""))).isEqualTo(before);
        assertThat(purse.balance("pos:2")).isZero();
    }

    @Test
    void sameKeyDoesItOnce() {
        var key = UUID.randomUUID().toString();
        var first = keyed(key, 40);
        var again = keyed(key, 40);

        assertThat(again).isEqualTo(first);
        assertThat(purse.of("pos:1").getLong("balance")).isEqualTo(40);
        purse.shop()
                .given()
                .header("Idempotency-Key", key)
                .body(Map.of("points", 41))
                .post("/v1/customers/pos:1/points/earn")
                .then()
                .statusCode(422)
                .body("code", is("idempotency_key_reuse"));
    }

    private String keyed(String key, int points) {
        return purse.shop()
                .given()
                .header("Idempotency-Key", key)
                .body(Map.of("points", points))
                .post("/v1/customers/pos:1/points/earn")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void giftKeepsItsExpiry() {
        purse.customer("pos:2");
        purse.done("pos:1", "earn", Map.of("points", 50, "expiresAt", "2026-09-01T00:00:00+08:00"));
        purse.earn("pos:1", 50);

        var gift = purse.done("pos:1", "transfer", Map.of("to", "pos:2", "points", 60));

        assertThat(gift.getLong("from.points.balance")).isEqualTo(40);
        assertThat(gift.getLong("to.points.balance")).isEqualTo(60);
        assertThat(gift.getList("to.lots.points")).containsExactlyInAnyOrder(50, 10);
        assertThat(gift.getList("to.lots.expiresAt")).containsExactlyInAnyOrder("2026-08-31T16:00:00Z", null);
        purse.post("pos:1", "transfer", Map.of("to", "pos:1", "points", 1)).statusCode(422);
        purse.post("pos:1", "transfer", Map.of("to", "pos:77", "points", 1)).statusCode(422);
    }

    /// The case that breaks others.
    @Test
    void ofTwentyGiftsAtOnceOneSucceeds() throws Exception {
        purse.earn("pos:1", 100);
        var calls = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 20; i++) {
            var to = "pos:gift-" + i;
            purse.customer(to);
            calls.add(() -> purse.post("pos:1", "transfer", Map.of("to", to, "points", 100))
                    .extract()
                    .statusCode());
        }
        try (var threads = Executors.newFixedThreadPool(20)) {
            var statuses = new ArrayList<Integer>();
            for (var call : threads.invokeAll(calls)) {
                statuses.add(call.get());
            }
            assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
        }
        assertThat(purse.balance("pos:1")).isZero();
    }

    @Test
    void redeemingIsTakenBackInPartsIntoItsLots() {
        purse.done("pos:1", "earn", Map.of("points", 50, "expiresAt", "2026-09-01T00:00:00+08:00"));
        purse.earn("pos:1", 50);
        String entry = purse.redeem("pos:1", 80).getString("entries[0].id");

        var part = purse.done("pos:1", "entries/" + entry + "/reverse", Map.of("points", 40));
        var rest = purse.done("pos:1", "entries/" + entry + "/reverse", Map.of());

        assertThat(part.getList("entries[0].allocations.points")).containsExactlyInAnyOrder(30, 10);
        assertThat(rest.getLong("points.balance")).isEqualTo(100);
        assertThat(rest.getLong("points.lifetimeRedeemed")).isZero();
        purse.post("pos:1", "entries/" + entry + "/reverse", Map.of()).statusCode(409);
        purse.post("pos:1", "entries/" + UUID.randomUUID() + "/reverse", Map.of())
                .statusCode(404)
                .body("code", is("points_entry_not_found"));
    }

    @Test
    void earningIsTakenBackAndWhatIsSpentForgiven() {
        String entry = purse.earn("pos:1", 100).getString("entries[0].id");
        purse.redeem("pos:1", 70);

        var back = purse.done("pos:1", "entries/" + entry + "/reverse", Map.of());

        assertThat(back.getLong("points.balance")).isZero();
        assertThat(back.getLong("entries[0].points")).isEqualTo(-30);
        assertThat(back.getLong("entries[0].writtenOff")).isEqualTo(70);
        assertThat(back.getLong("points.lifetimeEarned")).isZero();
    }

    @Test
    void whatIsOwedIsPaidByWhatComesIn() {
        purse.settings(Map.of("reversal", "negative"));
        String entry = purse.earn("pos:1", 100).getString("entries[0].id");
        purse.redeem("pos:1", 70);

        purse.done("pos:1", "entries/" + entry + "/reverse", Map.of());
        assertThat(purse.of("pos:1").getLong("balance")).isEqualTo(-70);
        purse.earn("pos:1", 50);
        purse.post("pos:1", "redeem", Map.of("points", 1)).statusCode(409);
        purse.earn("pos:1", 50);

        assertThat(purse.of("pos:1").getLong("balance")).isEqualTo(30);
        assertThat(purse.redeem("pos:1", 30).getLong("points.balance")).isZero();
        assertThat(purse.story("pos:1"))
                .containsExactly(
                        "earn 100",
                        "redeem -70",
                        "reverse -100",
                        "earn 50",
                        "settle 0",
                        "earn 50",
                        "settle 0",
                        "redeem -30");
    }

    @Test
    void adjustmentNeedsAReason() {
        purse.post("pos:1", "adjust", Map.of("points", 5)).statusCode(400);
        purse.done("pos:1", "adjust", Map.of("points", 5, "reason", "goodwill"));
        purse.done("pos:1", "adjust", Map.of("points", -2, "reason", "mistake"));

        assertThat(purse.story("pos:1")).containsExactly("adjust 5", "adjust -2");
    }

    @Test
    void nonsenseIsRefused() {
        for (var points : new Object[] {0, -1, 1_000_000_000_001L}) {
            purse.post("pos:1", "earn", Map.of("points", points)).statusCode(422);
        }
        for (var points : new Object[] {"1", 1.5, new int[] {1}}) {
            purse.post("pos:1", "earn", Map.of("points", points)).statusCode(not(is(200)));
        }
        purse.post("pos:1", "earn", Map.of()).statusCode(400);
        purse.post("pos:1", "earn", Map.of("points", 1, "expiresAt", "2020-01-01T00:00:00Z"))
                .statusCode(422);
        purse.post("pos:9", "earn", Map.of("points", 1)).statusCode(404).body("code", is("customer_not_found"));
        purse.earn("pos:1", 1_000_000_000_000L);
    }

    @Test
    void nonsenseEarnsNothing() {
        var order = Map.of("name", "n", "trigger", "order", "points", 1);
        var wrong = List.<Map<String, Object>>of(
                Map.of("cap", Map.of("points", 5)),
                Map.of("cap", Map.of("points", 0, "per", "day")),
                Map.of("multipliers", Collections.singletonList(null)),
                Map.of("segments", Collections.singletonList(null)),
                Map.of("points", 0),
                Map.of("nth", 2),
                Map.of("event", "shared"),
                Map.of("per", Map.of("amount", "0.00", "currency", "CNY")),
                Map.of("per", Map.of("amount", "1.00", "currency", "USD")),
                Map.of("activeFrom", "2026-02-01T00:00:00Z", "activeUntil", "2026-02-01T00:00:00Z"));
        for (var fields : wrong) {
            var body = new HashMap<String, Object>(order);
            body.putAll(fields);
            refused("points-rules/r", body);
        }
        for (var text : List.of("P0D", "P-1D", "1 day", "P101Y", "P" + "0".repeat(50) + "1D")) {
            refused("points-settings", Map.of("pendingPeriod", text));
            refused("points-settings", Map.of("expiry", Map.of("kind", "rolling", "period", text)));
        }
        refused("points-settings", Map.of("expiry", Map.of()));
        refused("points-settings", Map.of("expiry", Map.of("kind", "sliding")));
        refused("points-settings", Map.of("expiry", Map.of("kind", "calendar", "monthDay", "02-30")));
        refused("points-settings", Map.of("expiry", Map.of("kind", "none", "years", 1)));
    }

    private void refused(String path, Map<String, ?> body) {
        purse.shop()
                .given()
                .body(body)
                .put("/v1/" + path)
                .then()
                .statusCode(oneOf(400, 422))
                .contentType("application/problem+json");
    }

    @Test
    void ledgerIsReadInPagesByKindAndTime() {
        for (int i = 1; i <= 5; i++) {
            purse.earn("pos:1", i);
        }
        purse.redeem("pos:1", 3);
        var shop = purse.shop();

        var page = shop.given().get("/v1/customers/pos:1/points/ledger?limit=4&count=true");
        var next = shop.given()
                .queryParam("after", page.<String>path("page.next"))
                .get("/v1/customers/pos:1/points/ledger?limit=4");

        assertThat(page.<List<Integer>>path("items.number")).containsExactly(6, 5, 4, 3);
        assertThat(page.<Integer>path("page.total")).isEqualTo(6);
        assertThat(next.<List<Integer>>path("items.number")).containsExactly(2, 1);
        shop.given().get("/v1/customers/pos:1/points/ledger?kind=redeem").then().body("items.points", contains(-3));
        shop.given()
                .get("/v1/customers/pos:1/points/ledger?from=2030-01-01T00:00:00Z")
                .then()
                .body("items", empty());
        shop.given().get("/v1/customers/pos:1/points/ledger?kind=earned").then().statusCode(422);
        shop.given().get("/v1/customers/pos:1/points/lots?open=true").then().body("items.remaining", contains(3, 4, 5));
    }

    @Test
    void rulesReadTheBalanceInTheSameRequest() {
        var shop = purse.shop();
        shop.given()
                .body(Map.of("name", "Rich", "rule", "points_balance >= 100"))
                .put("/v1/segments/rich")
                .then()
                .statusCode(201);
        shop.given().post("/v1/segments/rich/publish").then().statusCode(200);
        Eventually.holds(
                () -> "ready".equals(shop.given().get("/v1/segments/rich").path("status")));

        var tried = purse.done("pos:1", "earn", Map.of("points", 100, "dryRun", true));
        var earned = purse.earn("pos:1", 100);

        assertThat(tried.getList("membershipChanges.key")).containsExactly("rich");
        assertThat(earned.getList("membershipChanges.key")).containsExactly("rich");
        assertThat(purse.redeem("pos:1", 1).getList("membershipChanges.operation"))
                .containsExactly("left");
    }

    @Test
    void writerNeedsItsScope() {
        var reader = new Purse(purse.shop().withScopes("points:read", "customers:read"));

        reader.post("pos:1", "earn", Map.of("points", 1)).statusCode(403);
        assertThat(reader.balance("pos:1")).isZero();
        new Purse(purse.shop().withScopes("points:write")).earn("pos:1", 1);
        TestShop.create().given().get("/v1/customers/pos:1/points").then().statusCode(404);
    }
}
