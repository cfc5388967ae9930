package io.kequn.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The law of the clock: however time passes, and whatever is written and published in between, what is stored
/// equals evaluation from scratch by the plain reading of the rules. `-Dlong` simulates more than a year with
/// many customers.
@KequnTest
class ClockSimulationTest {
    private static final boolean LONG = System.getProperty("long") != null;
    private static final int SEED = Integer.getInteger("seed", 11);
    private static final int STEPS = Integer.getInteger("steps", LONG ? 400 : 14);
    private static final int CUSTOMERS = LONG ? 200 : 25;
    private static final int RULES = LONG ? 60 : 24;

    @Inject
    DataSource database;

    /// With the local time at which each begins: clocks move within the first weeks, but in Shanghai.
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-02-20T22:10",
        "Europe/Berlin, 2026-03-20T09:40",
        "Asia/Shanghai, 2026-12-28T23:55"
    })
    void whatIsStoredIsWhatTheRulesMean(String zone, String begin) {
        var shop = TestShop.create(Map.of("test", true, "testClock", begin, "timeZone", zone));
        var random = new Random(SEED + zone.hashCode());
        var stored = new StoredShop(database, shop.key());
        var clock = new StoredClock(database, shop.key());
        var rules = new SimulatedRules(shop, stored, random.nextLong());
        var writes = new RandomWrites(shop, random.nextLong(), CUSTOMERS, ZoneId.of(zone));
        writes.day(stored.now().at().atZone(ZoneId.of(zone)).toLocalDate());
        write(writes, 3 * CUSTOMERS);
        rules.publish(RULES);
        boolean standsStill = false;
        for (int step = 0; step < STEPS; step++) {
            if (!standsStill && random.nextInt(5) == 0) {
                clock.holdClock();
                standsStill = true;
            }
            shop.advance(span(random));
            writes.day(stored.now().at().atZone(ZoneId.of(zone)).toLocalDate());
            if (standsStill) {
                write(writes, 4);
                standsStill = false;
                clock.freeClock();
            }
            var told = "zone " + zone + ", seed " + SEED + ", step " + step + " at "
                    + stored.now().at();
            compare(rules, told);
            write(writes, 4);
            compare(rules, told + " after writes");
            if (random.nextInt(6) == 0) {
                rules.publishAnother();
            }
        }
        assertThat(stored.replayed()).isEqualTo(stored.members());
        assertThat(stored.replayedTags()).isEqualTo(stored.tags());
        var byTime = clock.column("select 1 from change where reason = 'time' and shop_id = %d");
        assertThat(byTime).as("seed %d", SEED).hasSizeGreaterThan(2 * STEPS);
    }

    /// Minutes to weeks; with luck over the day on which clocks move.
    private static Duration span(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> Duration.ofMinutes(1 + random.nextInt(90));
            case 1 -> Duration.ofHours(1 + random.nextInt(30));
            case 2, 3 -> Duration.ofHours(20 + random.nextInt(100));
            default -> Duration.ofDays(7 + random.nextInt(30));
        };
    }

    private static void write(RandomWrites writes, int times) {
        for (int i = 0; i < times; i++) {
            var answer = writes.next();
            assertThat(answer.statusCode()).as(answer.asString()).isLessThan(500);
        }
    }

    /// A tick has a few seconds, in which time goes on.
    private static void compare(SimulatedRules rules, String told) {
        try {
            Eventually.holds(() -> rules.expected().equals(rules.stored()));
        } catch (AssertionError late) {
            assertThat(rules.stored()).as(told).isEqualTo(rules.expected());
        }
    }
}
