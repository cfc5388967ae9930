package io.kequn.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaysTest {
    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-08, 23",
        "America/New_York, 2026-11-01, 25",
        "Europe/Berlin, 2026-03-29, 23",
        "Europe/Berlin, 2026-10-25, 25",
        "Asia/Shanghai, 2026-03-29, 24",
        "Asia/Shanghai, 2026-11-01, 24",
        "Africa/Cairo, 2026-04-24, 23"
    })
    void aDayLastsFromMidnightToMidnight(String zone, LocalDate day, int hours) {
        Days days = days("2026-06-01T00:00:00Z", zone);

        assertThat(Duration.between(days.startOf(day), days.endOf(day))).hasHours(hours);
    }

    @Test
    void aMidnightThatDoesNotExistIsTheFirstMomentAfter() {
        Days days = days("2026-06-01T00:00:00Z", "Africa/Cairo");

        assertThat(days.startOf(LocalDate.of(2026, 4, 24))).isEqualTo("2026-04-23T22:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-03-08T02:30:00, 2026-03-08T07:30:00Z",
        "America/New_York, 2026-11-01T01:30:00, 2026-11-01T05:30:00Z",
        "Europe/Berlin, 2026-03-29T02:30:00, 2026-03-29T01:30:00Z",
        "Europe/Berlin, 2026-10-25T02:30:00, 2026-10-25T00:30:00Z"
    })
    void aLocalTimeInAGapMovesForwardAndInAnOverlapMeansTheEarlier(String zone, LocalDateTime local, Instant instant) {
        assertThat(days("2026-06-01T00:00:00Z", zone).instantOf(local)).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-31T12:00:00Z, -1, MONTH, 2026-02-28",
        "2024-03-31T12:00:00Z, -1, MONTH, 2024-02-29",
        "2024-02-29T12:00:00Z, -1, YEAR, 2023-02-28",
        "2026-01-31T12:00:00Z, 1, MONTH, 2026-02-28",
        "2026-03-01T12:00:00Z, -2, WEEK, 2026-02-15",
        "2026-03-01T12:00:00Z, -1, DAY, 2026-02-28"
    })
    void monthsAndYearsClampToTheLastDay(Instant at, int amount, TimeUnit unit, LocalDate day) {
        assertThat(days(at.toString(), "UTC").plus(amount, unit)).isEqualTo(day);
    }

    @ParameterizedTest
    @CsvSource({
        "MONDAY, THIS_WEEK, 2026-03-02, 2026-03-09",
        "SUNDAY, THIS_WEEK, 2026-03-08, 2026-03-15",
        "MONDAY, LAST_WEEK, 2026-02-23, 2026-03-02",
        "MONDAY, THIS_MONTH, 2026-03-01, 2026-04-01",
        "MONDAY, LAST_MONTH, 2026-02-01, 2026-03-01",
        "MONDAY, THIS_YEAR, 2026-01-01, 2027-01-01",
        "MONDAY, LAST_YEAR, 2025-01-01, 2026-01-01",
        "MONDAY, YESTERDAY, 2026-03-07, 2026-03-08"
    })
    void periodsFollowTheShopsCalendar(DayOfWeek weekStart, CalendarPeriod period, LocalDate from, LocalDate to) {
        // A Sunday in New York, though already Monday in UTC.
        var time = new EvaluationTime(Instant.parse("2026-03-09T02:00:00Z"), ZoneId.of("America/New_York"), weekStart);

        assertThat(new Days(time).range(period)).isEqualTo(new Days.Range(from, to));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-02-27T12:00:00Z, 2, 2024-02-27",
        "2026-02-28T12:00:00Z, 2, 2024-02-29",
        "2024-02-28T12:00:00Z, 4, 2020-02-28",
        "2024-02-29T12:00:00Z, 4, 2020-02-29",
        "2024-02-29T12:00:00Z, 1, 2023-02-28",
        "2026-03-01T12:00:00Z, 2, 2024-03-01",
        "2026-03-01T12:00:00Z, -1, 2027-03-01"
    })
    void thoseBornOn29FebruaryAgeOn28FebruaryInCommonYears(Instant today, int years, LocalDate born) {
        assertThat(days(today.toString(), "UTC").bornAtLeastYearsAgo(years)).isEqualTo(born);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "last_seen_at >= -7d | 2026-03-01T05:00:00Z",
                "last_seen_at > -7d | 2026-03-02T05:00:00Z",
                "last_seen_at < -7d | 2026-03-01T05:00:00Z",
                "last_seen_at <= -7d | 2026-03-02T05:00:00Z",
                "last_seen_at AT LEAST 7d AGO | 2026-03-02T05:00:00Z",
                "last_seen_at = 2026-03-08 | 2026-03-08T05:00:00Z 2026-03-09T04:00:00Z",
                "last_seen_at BETWEEN 2026-03-07 AND today | 2026-03-07T05:00:00Z 2026-03-09T04:00:00Z",
                "last_seen_at IN LAST 1d | 2026-03-07T05:00:00Z 2026-03-08T12:00:00.000001Z",
                "last_seen_at IN NEXT 1d | 2026-03-08T12:00:00Z 2026-03-10T04:00:00Z",
                "last_seen_at IN LAST 24h | 2026-03-07T12:00:00Z 2026-03-08T12:00:00.000001Z",
                "last_seen_at > -6h | 2026-03-08T06:00:00.000001Z",
                "last_seen_at >= now-6h | 2026-03-08T06:00:00Z",
                "last_seen_at IN yesterday | 2026-03-07T05:00:00Z 2026-03-08T05:00:00Z"
            })
    void conditionsBindTheEdgesOfTheirDays(String rule, String edges) {
        var vocabulary = TestVocabulary.standard();
        var filter = new RuleCompiler(vocabulary).filter(new RuleLanguage(vocabulary).parse(rule), 1, 2);
        var noon = new EvaluationTime(
                Instant.parse("2026-03-08T12:00:00Z"), ZoneId.of("America/New_York"), DayOfWeek.MONDAY);

        List<Instant> bound = filter.values(noon).stream()
                .map(value -> ((java.time.OffsetDateTime) value).toInstant())
                .toList();

        assertThat(bound)
                .containsExactlyElementsOf(java.util.Arrays.stream(edges.trim().split(" ", -1))
                        .map(Instant::parse)
                        .toList());
    }

    private static Days days(String at, String zone) {
        return new Days(new EvaluationTime(Instant.parse(at), ZoneId.of(zone), DayOfWeek.MONDAY));
    }
}
