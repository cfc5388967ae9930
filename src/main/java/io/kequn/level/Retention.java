package io.kequn.level;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.Period;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// For how long a level is held before the customer has to qualify for it again.
///
/// @param period of `DURATION`: how long, from when the level is reached or kept; of `CALENDAR` how long at least
/// @param date of `CALENDAR`: the day at whose local midnight levels end; 29 February is 28 February in common years
record Retention(
        Kind kind, @Nullable Period period, @Nullable MonthDay date) {
    enum Kind {
        FOREVER,
        DURATION,
        CALENDAR,
        /// As long as the customer qualifies.
        ROLLING
    }

    static Retention forever() {
        return new Retention(Kind.FOREVER, null, null);
    }

    boolean isRolling() {
        return kind == Kind.ROLLING;
    }

    /// When a level that is reached or kept at an instant has to be qualified for again; null: never, or always.
    @Nullable
    Instant end(Instant begin, ZoneId zone) {
        return switch (kind) {
            case FOREVER, ROLLING -> null;
            case DURATION ->
                begin.atZone(zone).plus(Objects.requireNonNull(period)).toInstant();
            case CALENDAR ->
                nextDate(
                        begin.atZone(zone)
                                .plus(Objects.requireNonNullElse(period, Period.ZERO))
                                .toInstant(),
                        zone);
        };
    }

    private Instant nextDate(Instant after, ZoneId zone) {
        var day = Objects.requireNonNull(date);
        int year = LocalDate.ofInstant(after, zone).getYear();
        var inYear = day.atYear(year).atStartOfDay(zone).toInstant();
        return inYear.isAfter(after)
                ? inYear
                : day.atYear(year + 1).atStartOfDay(zone).toInstant();
    }
}
