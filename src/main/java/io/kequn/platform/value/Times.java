package io.kequn.platform.value;

import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import io.kequn.platform.problem.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Reads the instants and dates that come in by any way. They lie in the years 0001 to 9999, also in UTC:
/// beyond, the database and the texts that people read would no longer mean the same.
public final class Times {
    /// What to tell about a text that is no such instant.
    public static final Text INSTANT = new Text(
            "Must be an instant with offset that exists, of the years 0001 to 9999, such as"
                    + " `2026-01-31T12:00:00+08:00`.",
            "须为带时区偏移的有效时间（0001 至 9999 年），例如 `2026-01-31T12:00:00+08:00`。");

    /// What to tell about a text that is no such date.
    public static final Text DATE = new Text(
            "Must be a date that exists, of the years 0001 to 9999, such as `2026-01-31`.",
            "须为存在的日期（0001 至 9999 年），例如 `2026-01-31`。");

    private Times() {}

    /// Throws a `DateTimeException` for what is no instant with offset, or lies too far off. The database keeps
    /// microseconds; what is finer is cut off here, before rounding could make it another year.
    public static Instant instant(String text) {
        var parsed = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
        requireFourDigits(parsed.getYear());
        return parsed.truncatedTo(ChronoUnit.MICROS).toInstant();
    }

    /// Throws a `DateTimeException` for what is no date, or lies too far off.
    public static LocalDate date(String text) {
        var parsed = LocalDate.parse(text);
        requireFourDigits(parsed.getYear());
        return parsed;
    }

    /// Refuses a range that nothing can lie in, at its end, which lies outside it: with `value_invalid`. Null leaves a
    /// side open.
    public static void requireRange(@Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw VALUE_INVALID.at("to", "Must be later than `from`.", "须晚于 `from`。");
        }
    }

    private static void requireFourDigits(int year) {
        if (year < 1 || year > 9999) {
            throw new DateTimeException("year " + year);
        }
    }
}
