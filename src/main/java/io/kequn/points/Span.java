package io.kequn.points;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.TemporalAmount;

/// A length of time as ISO 8601 writes it: days, months and years go by the shop's calendar (`P14D`, `P1Y`), hours
/// and less are exact (`PT36H`).
record Span(TemporalAmount length) {
    private static final int MOST_YEARS = 100;

    /// Throws a `DateTimeException` for what is no such length, is not positive, or is longer than a hundred
    /// years.
    static Span parse(String text) {
        var span = new Span(text.indexOf('T') < 0 ? Period.parse(text) : Duration.parse(text));
        var end = span.after(Instant.EPOCH, ZoneId.of("UTC"));
        var last = new Span(Period.ofYears(MOST_YEARS)).after(Instant.EPOCH, ZoneId.of("UTC"));
        if (!end.isAfter(Instant.EPOCH) || end.isAfter(last)) {
            throw new DateTimeException("not positive, or too long: " + text);
        }
        return span;
    }

    /// A local time that does not exist moves forward, one that there is twice is the earlier one.
    Instant after(Instant instant, ZoneId zone) {
        return instant.atZone(zone).plus(length).toInstant();
    }

    Instant before(Instant instant, ZoneId zone) {
        return instant.atZone(zone).minus(length).toInstant();
    }
}
