package io.kequn.imports;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Pattern;

/// Patterns of java.time, with one meaning of years of two digits: 69 to 99 are 1969 to 1999, 00 to 68 are 2000
/// to 2068, as in POSIX. java.time alone would read 98 as 2098. A year that is thus wrong lies in the future,
/// where no order, birthday or visit may lie, so that it is reported and never taken.
final class DatePatterns {
    private static final LocalDate FIRST_OF_TWO_DIGITS = LocalDate.of(1969, 1, 1);
    /// A text in quotes, two letters for the year and no more, or anything else.
    private static final Pattern PARTS = Pattern.compile("'(?:''|[^'])*'|(?<![yu])(yy|uu)(?![yu])|[^'yu]+|[yu]+|'");

    private DatePatterns() {}

    /// Strict, so that 30 February is refused; `y` needs no era. Throws an unchecked exception for what is no
    /// pattern.
    static DateTimeFormatter formatter(String pattern) {
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
