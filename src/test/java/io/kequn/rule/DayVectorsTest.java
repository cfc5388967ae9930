package io.kequn.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Days, months and hours: their boundaries, and a millisecond and a microsecond before them.
class DayVectorsTest extends Verdicts {
    @ParameterizedTest
    @CsvSource({
        "2023-02-27T12:00:00Z, 22", "2023-02-28T12:00:00Z, 23", "2023-03-01T12:00:00Z, 23",
        "2024-02-28T12:00:00Z, 23", "2024-02-29T12:00:00Z, 24", "2000-02-29T12:00:00Z, 0"
    })
    void bornOnTheLeapDay(String at, int age) {
        var customer = with(Map.of("birth_date", LocalDate.of(2000, 2, 29)));

        verdict("UTC", at, "age = " + age, customer, true);
        verdict("UTC", at, "age > " + age, customer, false);
        verdict("UTC", at, "age < " + age, customer, false);
        verdict("UTC", at, "age BETWEEN " + age + " AND " + age, customer, true);
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-08, 2026-03-08T05:00:00Z, 2026-03-09T04:00:00Z",
        "America/New_York, 2026-11-01, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z",
        "Europe/Berlin, 2026-03-29, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "Europe/Berlin, 2026-10-25, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        "Asia/Shanghai, 2026-03-29, 2026-03-28T16:00:00Z, 2026-03-29T16:00:00Z",
        "America/Sao_Paulo, 2018-11-04, 2018-11-04T03:00:00Z, 2018-11-05T02:00:00Z"
    })
    void daysOfTwentyThreeToTwentyFiveHours(String zone, String day, Instant start, Instant end) {
        for (var step : List.of(1_000L, 1_000_000L)) {
            verdict(zone, NOON, "last_seen_at = " + day, seen(start.minusNanos(step)), false);
            verdict(zone, NOON, "last_seen_at = " + day, seen(start), true);
            verdict(zone, NOON, "last_seen_at = " + day, seen(end.minusNanos(step)), true);
            verdict(zone, NOON, "last_seen_at = " + day, seen(end), false);
            verdict(zone, NOON, "last_seen_at >= " + day, seen(start.minusNanos(step)), false);
            verdict(zone, NOON, "last_seen_at >= " + day, seen(start), true);
            verdict(zone, NOON, "last_seen_at > " + day, seen(end.minusNanos(step)), false);
            verdict(zone, NOON, "last_seen_at > " + day, seen(end), true);
            verdict(zone, NOON, "last_seen_at < " + day, seen(start.minusNanos(step)), true);
            verdict(zone, NOON, "last_seen_at < " + day, seen(start), false);
            verdict(zone, NOON, "last_seen_at <= " + day, seen(end.minusNanos(step)), true);
            verdict(zone, NOON, "last_seen_at <= " + day, seen(end), false);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-31T12:00:00Z, -1m, 2026-02-28",
        "2024-03-31T12:00:00Z, -1m, 2024-02-29",
        "2024-02-29T12:00:00Z, -1y, 2023-02-28",
        "2026-01-31T12:00:00Z, +1m, 2026-02-28",
        "2026-05-31T12:00:00Z, -3m, 2026-02-28"
    })
    void monthsEndOnTheirLastDay(String at, String relative, LocalDate day) {
        verdict("UTC", at, "custom.wedding = " + relative, with(Map.of("custom.wedding", day)), true);
        verdict("UTC", at, "custom.wedding = " + relative, with(Map.of("custom.wedding", day.plusDays(1))), false);
        verdict("UTC", at, "custom.wedding < " + relative, with(Map.of("custom.wedding", day.minusDays(1))), true);
    }

    @Test
    void hoursAreExactInstants() {
        var boundary = Instant.parse("2026-06-01T06:00:00Z");

        verdict("Asia/Shanghai", NOON, "last_seen_at >= -6h", seen(boundary), true);
        verdict("Asia/Shanghai", NOON, "last_seen_at >= -6h", seen(boundary.minusNanos(1_000)), false);
        verdict("Asia/Shanghai", NOON, "last_seen_at > -6h", seen(boundary), false);
        verdict("Asia/Shanghai", NOON, "last_seen_at AT LEAST 6h AGO", seen(boundary), true);
        verdict("Asia/Shanghai", NOON, "last_seen_at AT LEAST 6h AGO", seen(boundary.plusMillis(1)), false);
        verdict(
                "Asia/Shanghai",
                NOON,
                "last_seen_at IN LAST 6h",
                seen(Instant.parse(NOON).plusMillis(1)),
                false);
        verdict("Asia/Shanghai", NOON, "last_seen_at IN NEXT 6h", seen(Instant.parse(NOON)), true);
    }

    @Test
    void aDayExactlySoLongAgoIsInTheLastDaysAndAgo() {
        var start = Instant.parse("2026-05-24T16:00:00Z");

        verdict("Asia/Shanghai", NOON, "last_seen_at IN LAST 7d AND last_seen_at AT LEAST 7d AGO", seen(start), true);
        verdict("Asia/Shanghai", NOON, "last_seen_at IN LAST 7d", seen(start.minusMillis(1)), false);
        verdict("Asia/Shanghai", NOON, "last_seen_at AT LEAST 7d AGO", seen(start.plusSeconds(86_400)), false);
    }
}
