package io.kequn.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.kequn.KequnTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What customers had in points at instants of the past.
@KequnTest
class PastPointsTest extends LawfulShop {
    private static final int STEPS = System.getProperty("long") == null ? 30 : 300;

    /// What a customer had at an instant, as it was read then.
    private record Memory(String customer, Instant at, Map<String, Object> points) {}

    private Instant now() {
        return Instant.parse(purse.shop().given().get("/v1/shop/clock").path("now"));
    }

    private Map<String, Object> at(String customer, Instant instant) {
        return purse.shop()
                .given()
                .get("/v1/customers/" + customer + "/points?asOf=" + instant)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("");
    }

    private Memory memory(String customer) {
        var points = purse.of(customer).<String, Object>getMap("");
        return new Memory(customer, now(), points);
    }

    /// Commands of all kinds, orders with refunds, time that goes on, and a merger at last. What has been
    /// refused is tried as well.
    @ParameterizedTest
    @ValueSource(strings = {"none", "rolling", "sliding"})
    void pastIsToldAsItWas(String expiry) {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println("Seed of the past of points, " + expiry + ": " + seed + " (-Dseed=)");
        var random = new Random(seed);
        purse.settings(Map.of(
                "pendingPeriod", "P5D",
                "expiry", expiry.equals("none") ? Map.of("kind", "none") : Map.of("kind", expiry, "period", "P40D"),
                "reversal", random.nextBoolean() ? "negative" : "write_off"));
        purse.rule("spend", "trigger", "order", "points", 1, "per", Purse.money("1.00"));
        var ids = List.of(purse.shop().given().get("/v1/customers/pos:1").<String>path("id"), purse.customer("pos:2"));
        var actions = new PointsActions(purse, random);
        var memories = new ArrayList<Memory>();
        for (int step = 0; step < STEPS; step++) {
            purse.shop()
                    .advance(Duration.ofHours(random.nextInt(random.nextInt(4) == 0 ? 400 : 30))
                            .plusMinutes(7));
            ids.forEach(id -> memories.add(memory(id)));
            actions.act(random.nextInt(2) + 1);
            ids.forEach(id -> memories.add(memory(id)));
        }
        purse.merge("pos:2", "pos:1");
        memories.add(memory(ids.getFirst()));
        purse.shop().advance(Duration.ofDays(3));
        actions.act(1);
        memories.add(memory(ids.getFirst()));
        purse.shop().advance(Duration.ofDays(60));

        for (var memory : memories) {
            assertThat(at(memory.customer(), memory.at()))
                    .as("%s at %s, expiry %s, seed %s", memory.customer(), memory.at(), expiry, seed)
                    .isEqualTo(memory.points());
        }
        assertThat(at(ids.getLast(), memories.getLast().at()))
                .as("whose they became, seed %s", seed)
                .isEqualTo(memories.getLast().points());
    }

    @Test
    void beforeTheFirstEntryThereIsNothing() {
        var before = now();
        purse.earn("pos:1", 10);

        assertThat(at("pos:1", before)).containsEntry("balance", 0).containsEntry("lastActivity", null);
        assertThat(at("pos:1", now())).containsEntry("balance", 10);
    }

    @Test
    void futureIsRefused() {
        for (var path : List.of("points", "memberships")) {
            purse.shop()
                    .given()
                    .get("/v1/customers/pos:1/" + path + "?asOf=2030-01-01T00:00:00Z")
                    .then()
                    .statusCode(422)
                    .body("code", is("value_invalid"))
                    .body("errors[0].pointer", is("asOf"));
            purse.shop()
                    .given()
                    .get("/v1/customers/pos:1/" + path + "?asOf=yesterday")
                    .then()
                    .statusCode(400);
        }
    }

    /// X becomes Y, and Y becomes Z: at each instant X's id tells whoever X was then.
    @Test
    void mergedCustomersAreWhoTheyWereThen() {
        var x = purse.customer("pos:x");
        var y = purse.customer("pos:y");
        var z = purse.customer("pos:z");
        purse.earn("pos:x", 1);
        purse.earn("pos:z", 100);
        var alone = now();
        purse.merge("pos:x", "pos:y");
        purse.earn("pos:y", 10);
        var two = now();
        purse.merge("pos:y", "pos:z");
        var three = now();
        purse.redeem("pos:z", 111);

        assertThat(List.of(x, y, z).stream().map(id -> at(id, alone).get("balance")))
                .containsExactly(1, 0, 100);
        assertThat(List.of(x, y, z).stream().map(id -> at(id, two).get("balance")))
                .containsExactly(11, 11, 100);
        assertThat(List.of(x, y, z).stream().map(id -> at(id, three).get("balance")))
                .containsExactly(111, 111, 111);
        assertThat(at(x, two)).containsEntry("customerId", y).containsEntry("lifetimeEarned", 11);
        assertThat(at(x, now())).containsEntry("customerId", z).containsEntry("lifetimeRedeemed", 111);
    }

    @Test
    void graphQLTellsThePastOfAPage() {
        purse.customer("pos:2");
        purse.earn("pos:1", 10);
        var then = now();
        purse.earn("pos:1", 5);
        purse.earn("pos:2", 7);

        purse.shop()
                .given()
                .body(Map.of(
                        "query",
                        "query ($at: DateTime) { customers(first: 10) { nodes { points(asOf: $at) { balance }"
                                + " now: points { balance } } } }",
                        "variables",
                        Map.of("at", then.toString())))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("data.customers.nodes.points.balance.sort()", is(List.of(0, 10)))
                .body("data.customers.nodes.now.balance.sort()", is(List.of(7, 15)));
    }
}
