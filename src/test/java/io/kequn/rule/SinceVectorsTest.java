package io.kequn.rule;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Since when an attribute has its value, and samples.
class SinceVectorsTest extends Verdicts {
    private static final Instant NOW = Instant.parse(NOON);

    @ParameterizedTest
    @CsvSource({"1h, 1", "7d, 168", "2w, 336", "1m, 720", "1y, 8760"})
    void aValueIsOldEnoughFromTheExactInstantOn(String length, long hours) {
        var rule = "custom.shoe HAS BEEN 'onboarding' FOR AT LEAST " + length;
        var boundary = NOW.minus(hours, ChronoUnit.HOURS);

        for (var zone : List.of("UTC", "America/New_York")) {
            verdict(zone, NOON, rule, onboarding(boundary), true);
            verdict(zone, NOON, rule, onboarding(boundary.minusMillis(1)), true);
            verdict(zone, NOON, rule, onboarding(boundary.plus(1, ChronoUnit.MICROS)), false);
            verdict(zone, NOON, rule, onboarding(boundary.plusMillis(1)), false);
        }
    }

    @Test
    void aValueThatNeverChangedIsAsOldAsTheCustomer() {
        var customer = with(Map.of("city", "Oslo")).recorded(NOW.minus(3, ChronoUnit.DAYS), Map.of());

        verdict("UTC", NOON, "city HAS BEEN 'Oslo' FOR AT LEAST 3d", customer, true);
        verdict("UTC", NOON, "city HAS BEEN 'Oslo' FOR AT LEAST 73h", customer, false);
    }

    @Test
    void anotherValueOrNoneIsNotTheValue() {
        verdict("UTC", NOON, "city HAS BEEN 'Oslo' FOR AT LEAST 1h", with(Map.of("city", "Rome")), false);
        verdict("UTC", NOON, "city HAS BEEN 'Oslo' FOR AT LEAST 1h", with(Map.of()), false);
        verdict("UTC", NOON, "NOT city HAS BEEN 'Oslo' FOR AT LEAST 1h", with(Map.of()), true);
    }

    /// The numbers are those of SHA-256 and never change: 86.85, 45.24 and 65.88 percent.
    @ParameterizedTest
    @CsvSource({
        "1, summer, 86.85, false", "1, summer, 86.86, true",
        "2, summer, 45.24, false", "2, summer, 45.25, true",
        "1, 夏, 65.88, false", "1, 夏, 65.89, true",
        "1, summer, 0, false", "1, summer, 100, true"
    })
    void aSampleStaysTheSame(int number, String salt, String percent, boolean expected) {
        var id = new UUID(0x7000L, 0x8000000000000000L + number);
        var customer = new FactCustomer(id, Map.of(), java.util.Set.of(), List.of(), List.of());

        verdict("UTC", NOON, "BUCKET('" + salt + "') < " + percent + "%", customer, expected);
    }

    private static FactCustomer onboarding(Instant since) {
        return with(Map.of("custom.shoe", "onboarding")).changed("custom.shoe", since);
    }
}
