package io.kequn.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.oneOf;

import io.kequn.KequnTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an integrator gets wrong, or tries.
@KequnTest
class HostilePointsTest extends LawfulShop {
    private static final long MOST = 1_000_000_000_000L;

    private ValidatableResponse sent(String path, String json) {
        return purse.shop()
                .given()
                .body(json.getBytes(StandardCharsets.UTF_8))
                .post("/v1/customers/pos:1/points/" + path)
                .then();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5",
                "1e400",
                "\"10\"",
                "true",
                "[1]",
                "{}",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775808",
                "1000000000001",
                "0",
                "-1",
                "NaN"
            })
    void numbersThatAreNoneAreRefused(String points) {
        for (var verb : List.of("earn", "redeem", "freeze")) {
            sent(verb, "{\"points\": " + points + "}").statusCode(oneOf(400, 422));
        }
        assertThat(purse.ledger("pos:1")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+294277-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59Z",
                "9999-12-31T23:59:59-18:00",
                "0000-01-01T00:00:00Z",
                "2027-02-30T00:00:00Z",
                "2027-01-01T00:00:00",
                "tomorrow"
            })
    void instantsThatAreNoneAreRefused(String instant) {
        for (var verb : List.of("earn", "freeze", "adjust")) {
            sent(verb, "{\"points\": 1, \"reason\": \"x\", \"expiresAt\": \"" + instant + "\"}")
                    .statusCode(oneOf(400, 422));
        }
        purse.shop()
                .given()
                .queryParam("asOf", instant)
                .get("/v1/customers/pos:1/points")
                .then()
                .statusCode(oneOf(400, 422));
    }

    @Test
    void lastInstantThereIsIsAnExpiryAsAnyOther() {
        purse.done("pos:1", "earn", Map.of("points", 10, "expiresAt", "9999-12-31T23:59:59Z"));
        purse.settings(Map.of("expiry", Map.of("kind", "rolling", "period", "P100Y")));
        purse.earn("pos:1", 10);

        purse.redeem("pos:1", 15);

        assertThat(purse.lots("pos:1"))
                .singleElement()
                .satisfies(lot -> assertThat(lot).containsEntry("expiresAt", "9999-12-31T23:59:59Z"));
    }

    /// No sum overflows, and none is more than JavaScript can count.
    @Test
    void awardsHaveALimitAndComeBackExactly() {
        purse.customer("pos:2");
        for (int i = 0; i < 3; i++) {
            purse.earn("pos:1", MOST);
        }
        purse.rule("huge", "trigger", "order", "points", MOST, "per", Purse.money("0.01"));
        purse.put(Purse.order("pos:1", "A", "999999999999.99"));

        purse.requireBalance("pos:1", 4 * MOST, 0, 0);
        purse.done("pos:1", "transfer", Map.of("to", "pos:2", "points", MOST));
        purse.put(Purse.order("pos:1", "A", "0.00"));
        purse.requireBalance("pos:1", 2 * MOST, 0, 0);
        assertThat(purse.of("pos:1").getLong("lifetimeEarned")).isEqualTo(3 * MOST);
    }

    /// A key belongs to a command on one customer; for another it is a key of its own.
    @Test
    void keyIsOfOneCommandWithOneBody() {
        purse.customer("pos:2");
        purse.earn("pos:1", 100);
        purse.earn("pos:2", 100);

        keyed("pos:1", "redeem", 10).statusCode(200);
        keyed("pos:1", "redeem", 11).statusCode(422).body("code", is("idempotency_key_reuse"));
        keyed("pos:1", "earn", 5).statusCode(200);
        keyed("pos:2", "redeem", 10).statusCode(200);
        keyed("pos:1", "redeem", 10).statusCode(200).header("Idempotent-Replayed", "true");

        assertThat(purse.balance("pos:1")).isEqualTo(95);
        assertThat(purse.balance("pos:2")).isEqualTo(90);
    }

    private ValidatableResponse keyed(String customer, String verb, int points) {
        return purse.shop()
                .given()
                .header("Idempotency-Key", "key-1")
                .body(Map.of("points", points))
                .post("/v1/customers/" + customer + "/points/" + verb)
                .then();
    }

    @Test
    void moneyOfAnotherCurrencyEarnsNothing() {
        purse.rule("spend", "trigger", "order", "points", 1, "per", Purse.money("1.00"));
        var yen = Map.of("amount", "100", "currency", "JPY");
        var order = Purse.order("pos:1", "A", "100.00");
        order.put("total", yen);

        purse.shop()
                .given()
                .body(order)
                .post("/v1/orders")
                .then()
                .statusCode(422)
                .body("code", is("currency_mismatch"));
        purse.post("pos:1", "earn", Map.of("rule", "spend", "amount", yen)).statusCode(422);
        purse.shop()
                .given()
                .body(Purse.spec("trigger", "order", "points", 1, "per", yen))
                .put("/v1/points-rules/yen")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("/per/currency"));
        assertThat(purse.ledger("pos:1")).isEmpty();
    }

    @Test
    void refundsBeyondTheTotalAreRefusedAndTakeNothing() {
        purse.settings(Map.of("reversal", "negative"));
        purse.rule("spend", "trigger", "order", "points", 1, "per", Purse.money("1.00"));
        purse.put(Purse.order("pos:1", "A", "100.00"));

        refund("r1", "70.00").statusCode(200);
        refund("r2", "70.00").statusCode(oneOf(409, 422));
        assertThat(purse.balance("pos:1")).isEqualTo(30);
        refund("r3", "30.00").statusCode(200);
        refund("r4", "0.01").statusCode(oneOf(409, 422));

        assertThat(purse.balance("pos:1")).isZero();
    }

    private ValidatableResponse refund(String id, String amount) {
        return purse.shop()
                .given()
                .body(Map.of("externalId", id, "amount", Purse.money(amount), "occurredAt", Purse.PLACED))
                .post("/v1/orders/pos:A/refunds")
                .then();
    }

    /// A merged customer's holds end as they would have: by hand under either name, and by time.
    @Test
    void holdsOutliveAMerger() {
        var from = purse.customer("pos:2");
        purse.earn("pos:2", 100);
        String consumed = hold(30, "2026-06-20T00:00:00Z");
        String released = hold(20, "2026-06-20T00:00:00Z");
        hold(10, "2026-06-02T00:00:00Z");
        purse.merge("pos:2", "pos:1");

        purse.done(from, "holds/" + consumed + "/consume", Map.of("points", 25));
        purse.done("pos:1", "holds/" + released + "/release", Map.of());
        purse.requireBalance("pos:1", 75, 0, 10);
        purse.shop().advance(Duration.ofDays(2));

        purse.requireBalance("pos:1", 75, 0, 0);
        purse.redeem("pos:1", 75);
    }

    private String hold(int points, String expiresAt) {
        return purse.done("pos:2", "freeze", Map.of("points", points, "expiresAt", expiresAt))
                .getString("hold.id");
    }

    /// Who gave or got points goes; what the other has stays, and nothing of the person is left.
    @Test
    void whoIsDeletedTakesOnlyTheirOwnAlong() {
        var gone = purse.customer("pos:2");
        purse.earn("pos:2", 100);
        purse.done("pos:2", "freeze", Map.of("points", 10));
        purse.done("pos:2", "transfer", Map.of("to", "pos:1", "points", 40));
        purse.done("pos:1", "transfer", Map.of("to", "pos:2", "points", 5));

        purse.shop().given().delete("/v1/customers/pos:2").then().statusCode(200);

        purse.requireBalance("pos:1", 35, 0, 0);
        for (var path : List.of("points", "points?asOf=2026-06-01T05:00:00Z", "points/ledger", "points/lots")) {
            purse.shop()
                    .given()
                    .get("/v1/customers/" + gone + "/" + path)
                    .then()
                    .statusCode(404);
        }
        purse.redeem("pos:1", 35);
        purse.post("pos:1", "transfer", Map.of("to", gone, "points", 1)).statusCode(oneOf(409, 422));
    }

    /// Commands of all kinds at once on one account: as many succeed as there are points for.
    @Test
    void commandsOfAllKindsShareOneBalance() throws Exception {
        purse.customer("pos:2");
        purse.earn("pos:1", 100);
        String kept = purse.done("pos:1", "freeze", Map.of("points", 50)).getString("hold.id");
        var commands = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 4; i++) {
            commands.add(command("redeem", Map.of("points", 50)));
            commands.add(command("freeze", Map.of("points", 50)));
            commands.add(command("transfer", Map.of("points", 50, "to", "pos:2")));
            commands.add(command("adjust", Map.of("points", -50, "reason", "x")));
            commands.add(command("holds/" + kept + "/consume", Map.of("note", "hold")));
            commands.add(command("holds/" + kept + "/release", Map.of("note", "hold", "dryRun", true)));
        }
        var done = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(12)) {
            for (var call : threads.invokeAll(commands)) {
                done.add(call.get());
            }
        }

        assertThat(done).containsOnly(200, 409);
        var points = purse.of("pos:1");
        assertThat(points.getLong("available")).isZero();
        assertThat(purse.story("pos:1").stream().filter(entry -> entry.startsWith("consume")))
                .containsExactly("consume -50");
        assertThat(purse.ledger("pos:1")).hasSize(4);
    }

    private Callable<Integer> command(String verb, Map<String, ?> body) {
        return () -> purse.post("pos:1", verb, body).extract().statusCode();
    }

    /// The hour of an hour-long hold exists twice, or not at all.
    @Test
    void clocksThatChangeMoveNoPoints() {
        for (var now : List.of("2026-03-08T00:30:00", "2026-11-01T00:30:00")) {
            var york = Purse.in("America/New_York", now);
            york.customer("pos:1");
            york.settings(Map.of("expiry", Map.of("kind", "rolling", "period", "PT2H"), "pendingPeriod", "P1D"));
            york.earn("pos:1", 10);
            york.shop().advance(Duration.ofMinutes(119));
            york.requireBalance("pos:1", 10, 0, 0);
            york.shop().advance(Duration.ofMinutes(2));
            york.requireBalance("pos:1", 0, 0, 0);
            PointsLaw.requireHeld(pool, york.shop());
        }
    }
}
