package io.kequn.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Anniversaries: leap days, turns of the year, the first one, and instants whose day depends on the zone.
class AnniversaryVectorsTest extends Verdicts {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2000-02-29 | 2023-02-28T12:00:00Z | anniversary(birth_date) = today | true",
                "2000-02-29 | 2023-03-01T12:00:00Z | anniversary(birth_date) = today | false",
                "2000-02-29 | 2024-02-28T12:00:00Z | anniversary(birth_date) = today | false",
                "2000-02-29 | 2024-02-29T12:00:00Z | anniversary(birth_date) = today | true",
                "2000-02-29 | 2023-02-27T12:00:00Z | anniversary(birth_date) IN NEXT 1d | true",
                "2000-02-29 | 2023-02-26T12:00:00Z | anniversary(birth_date) IN NEXT 1d | false",
                "2000-02-29 | 2023-03-01T12:00:00Z | anniversary(birth_date) IN LAST 1d | true",
                "2000-02-29 | 2024-03-01T12:00:00Z | anniversary(birth_date) IN LAST 1d | true",
                "2000-02-28 | 2024-02-29T12:00:00Z | anniversary(birth_date) = yesterday | true",
                "2000-02-28 | 2024-02-29T12:00:00Z | anniversary(birth_date) = today | false",
                "2000-03-01 | 2023-02-28T12:00:00Z | anniversary(birth_date) = today | false",
                "1990-12-31 | 2026-12-20T12:00:00Z | anniversary(birth_date) BETWEEN today AND +30d | true",
                "1990-01-19 | 2026-12-20T12:00:00Z | anniversary(birth_date) BETWEEN today AND +30d | true",
                "1990-01-20 | 2026-12-20T12:00:00Z | anniversary(birth_date) BETWEEN today AND +30d | false",
                "1990-12-19 | 2026-12-20T12:00:00Z | anniversary(birth_date) BETWEEN today AND +30d | false",
                "1990-12-20 | 2026-12-20T12:00:00Z | anniversary(birth_date) BETWEEN today AND +30d | true",
                "2026-12-25 | 2026-12-20T12:00:00Z | anniversary(birth_date) BETWEEN today AND +30d | false",
                "2026-01-10 | 2026-12-20T12:00:00Z | anniversary(birth_date) BETWEEN today AND +30d | true",
                "2026-06-01 | 2026-06-01T12:00:00Z | anniversary(birth_date) = today | false",
                "2025-06-01 | 2026-06-01T12:00:00Z | anniversary(birth_date) = today | true",
                "2030-06-01 | 2026-06-01T12:00:00Z | anniversary(birth_date) = today | false",
                "1990-06-01 | 2026-06-01T12:00:00Z | anniversary(birth_date) BETWEEN +1d AND -1d | false",
                "1990-06-02 | 2026-06-01T12:00:00Z | anniversary(birth_date) IN LAST 12m | true",
                "1990-06-02 | 2026-06-01T12:00:00Z | anniversary(birth_date) IN this_week | true",
                "1990-06-08 | 2026-06-01T12:00:00Z | anniversary(birth_date) IN this_week | false",
                "1990-06-08 | 2026-06-01T12:00:00Z | anniversary(birth_date) IN this_month | true",
                "1990-06-08 | 2026-06-01T12:00:00Z | anniversary(birth_date) IN (today, 2026-06-08) | true",
                "1990-06-08 | 2026-06-01T12:00:00Z | anniversary(birth_date) BETWEEN 2020-06-08 AND today | true"
            })
    void dates(LocalDate born, String at, String rule, boolean expected) {
        verdict("UTC", at, rule, with(Map.of("birth_date", born)), expected);
        verdict("UTC", at, "NOT " + rule, with(Map.of("birth_date", born)), !expected);
    }

    /// 2020-06-01T02:00:00Z is still 31 May in New York, and already 1 June in Shanghai.
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-05-31T12:00:00Z, true",
        "America/New_York, 2026-06-01T12:00:00Z, false",
        "Asia/Shanghai, 2026-05-31T12:00:00Z, false",
        "Asia/Shanghai, 2026-06-01T12:00:00Z, true"
    })
    void instantsHaveTheDayOfTheShop(String zone, String at, boolean expected) {
        var customer = with(Map.of("registered_at", Instant.parse("2020-06-01T02:00:00Z")));

        verdict(zone, at, "anniversary(registered_at) = today", customer, expected);
    }

    @Test
    void theLeapDayHoldsForInstantsToo() {
        var customer = with(Map.of("last_seen_at", Instant.parse("2016-02-29T10:00:00Z")));

        verdict("Europe/Berlin", "2026-02-28T12:00:00Z", "anniversary(last_seen_at) = today", customer, true);
        verdict("Europe/Berlin", "2024-02-28T12:00:00Z", "anniversary(last_seen_at) = today", customer, false);
        verdict("Europe/Berlin", "2024-02-29T12:00:00Z", "anniversary(last_seen_at) = today", customer, true);
    }

    @Test
    void withoutADateThereIsNoAnniversary() {
        verdict("UTC", NOON, "anniversary(birth_date) IN LAST 12m", with(Map.of()), false);
        verdict("UTC", NOON, "anniversary(birth_date) != today", with(Map.of()), true);
        verdict("UTC", NOON, "anniversary(last_order_date) NOT BETWEEN -1d AND today", with(Map.of()), true);
    }
}
