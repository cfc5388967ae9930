package io.kequn.evaluation;

import static io.kequn.TestShop.platform;
import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Once a shop counts its days or weeks otherwise, what is stored of segments, tags and layers is what their rules
/// mean in the new days, from scratch by the plain reading of the rules.
@KequnTest
class CalendarChangeTest {
    private static final int SEED = Integer.getInteger("seed", 5);
    private static final int CUSTOMERS = 40;
    private static final List<Map<String, String>> CHANGES = List.of(
            Map.of("timeZone", "Asia/Shanghai"),
            Map.of("weekStart", "sunday"),
            Map.of("timeZone", "America/Los_Angeles", "weekStart", "saturday"));

    @Inject
    DataSource database;

    @Test
    void everythingFollowsTheNewDays() {
        var shop = TestShop.create(
                Map.of("test", true, "testClock", RandomWrites.NOW.toString(), "timeZone", RandomWrites.ZONE.getId()));
        var rules = new SimulatedRules(shop, new StoredShop(database, shop.key()), SEED);
        var writes = new RandomWrites(shop, SEED, CUSTOMERS);
        for (int i = 0; i < 5 * CUSTOMERS; i++) {
            assertThat(writes.next().statusCode()).isLessThan(500);
        }
        publish(rules);

        for (var change : CHANGES) {
            var before = rules.stored();
            platform()
                    .contentType("application/merge-patch+json")
                    .body(change)
                    .patch("/v1/shops/" + shop.key())
                    .then()
                    .statusCode(200);
            rules.awaitBuilds();

            var told = "seed " + SEED + ", " + change;
            compare(rules, told);
            for (var kind : List.of("tag:days", "layer:days")) {
                assertThat(of(kind, rules.stored())).as(told).isNotEqualTo(of(kind, before));
            }
        }
    }

    private static void publish(SimulatedRules rules) {
        rules.publish(20);
        var days = "last_order_date IN %1$s OR last_seen_at IN %1$s OR registered_at IN %1$s";
        var today = SimulatedRules.LANGUAGE.parse(days.formatted("today"));
        var week = SimulatedRules.LANGUAGE.parse(days.formatted("this_week"));
        rules.giveTag("days-1", today);
        rules.giveTag("days-2", week);
        rules.publishLayers("days", SimulatedRules.LANGUAGE.parse("customer_tags CONTAINS 'days-1'"), week);
        rules.awaitBuilds();
        compare(rules, "seed " + SEED + ", before");
    }

    /// A tick of the clock may come between the two.
    private static void compare(SimulatedRules rules, String told) {
        try {
            Eventually.holds(() -> rules.expected().equals(rules.stored()));
        } catch (AssertionError late) {
            assertThat(rules.stored()).as(told).isEqualTo(rules.expected());
        }
    }

    private static Map<UUID, Set<String>> of(String kind, Map<UUID, Set<String>> stored) {
        return stored.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().stream()
                                .filter(told -> told.startsWith(kind))
                                .collect(Collectors.toSet())));
    }
}
