package io.kequn.imports;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Patterns of java.time, with one meaning of years of two digits: 69 to 99 are 1969 to 1999, 00 to 68 are 2000
/// to 2068, as in POSIX. java.time alone would read 98 as 2098. A year that is thus wrong lies in the future,
/// where no order, birthday or visit may lie, so that it is reported and never taken.
final class DatePatterns {
    private static final LocalDate FIRST_OF_TWO_DIGITS = LocalDate.of(1969, 1, 1);
    /// A text in quotes, two letters for the year and no more, or anything else.
    private static final Pattern PARTS = Pattern.compile("'(?:''|[^'])*'|(?<![yu])(yy|uu)(?![yu])|[^'yu]+|[yu]+|'");

    private static final ZonedDateTime PROBE = ZonedDateTime.of(2001, 11, 23, 13, 45, 56, 0, ZoneOffset.UTC);

    private DatePatterns() {}

    /// Strict, so that 30 February is refused; `y` needs no era. Throws an unchecked exception for what is no
    /// pattern.
    static DateTimeFormatter formatter(String pattern) {
        var format = read(pattern);
        // Told by a day of its own: what cannot tell it from another day reads no date.
        if (!PROBE.toLocalDate().equals(date(format, format.format(PROBE)))) {
            throw new IllegalArgumentException(pattern);
        }
        return format;
    }

    private static @Nullable LocalDate date(DateTimeFormatter format, String written) {
        return format.parse(written).query(TemporalQueries.localDate());
    }

    private static DateTimeFormatter read(String pattern) {
        var builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        var parts = PARTS.matcher(pattern);
        while (parts.find()) {
            if (parts.group(1) == null) {
                builder.appendPattern(parts.group());
            } else {
                builder.appendValueReduced(ChronoField.YEAR_OF_ERA, 2, 2, FIRST_OF_TWO_DIGITS);
            }
        }
        return builder.parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
