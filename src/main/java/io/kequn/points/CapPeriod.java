package io.kequn.points;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;

/// Over which time a cap counts, by the shop's calendar.
public enum CapPeriod {
    ORDER,
    DAY,
    WEEK,
    MONTH,
    YEAR,
    EVER;

    /// A time from an instant until before another.
    record Span(Instant since, Instant until) {}

    /// The time around an instant over which the cap counts; empty where it is for one order alone.
    Optional<Span> around(Instant at, PointsCalendar calendar) {
        var day = at.atZone(calendar.zone()).toLocalDate();
        return switch (this) {
            case ORDER -> Optional.empty();
            case DAY -> Optional.of(span(calendar, day, Period.ofDays(1)));
            case WEEK ->
                Optional.of(span(
                        calendar, day.with(TemporalAdjusters.previousOrSame(calendar.weekStart())), Period.ofDays(7)));
            case MONTH -> Optional.of(span(calendar, day.withDayOfMonth(1), Period.ofMonths(1)));
            case YEAR -> Optional.of(span(calendar, day.withDayOfYear(1), Period.ofYears(1)));
            case EVER ->
                Optional.of(new Span(Instant.parse("0001-01-01T00:00:00Z"), Instant.parse("9999-12-31T00:00:00Z")));
        };
    }

    private static Span span(PointsCalendar calendar, LocalDate first, Period length) {
        return new Span(
                first.atStartOfDay(calendar.zone()).toInstant(),
                first.plus(length).atStartOfDay(calendar.zone()).toInstant());
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
