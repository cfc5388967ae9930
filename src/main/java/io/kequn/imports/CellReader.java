package io.kequn.imports;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the texts of cells as the import's spec says. What cannot be read is empty, never a guess.
final class CellReader {
    static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final Pattern POINT = Pattern.compile("[-+]?(\\d+|\\d{1,3}(,\\d{3})+)(\\.\\d+)?");
    private static final Pattern COMMA = Pattern.compile("[-+]?(\\d+|\\d{1,3}(\\.\\d{3})+)(,\\d+)?");
    private static final int LONGEST_NUMBER = 40;

    private final ZoneId zone;
    private final List<DateTimeFormatter> formats;
    private final char decimalSeparator;

    CellReader(ZoneId zone, List<String> formats, char decimalSeparator) {
        this.zone = zone;
        this.formats = formats.isEmpty()
                ? List.of(ISO)
                : formats.stream().map(CellReader::format).toList();
        this.decimalSeparator = decimalSeparator;
    }

    /// Strict, so that 30 February is refused; `y` needs no era.
    static DateTimeFormatter format(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /// A mere date is its midnight in the zone of the import.
    Optional<Instant> instant(String text) {
        return parse(text).map(this::instant);
    }

    private Instant instant(TemporalAccessor read) {
        return switch (read) {
            case OffsetDateTime offset -> offset.toInstant();
            case ZonedDateTime zoned -> zoned.toInstant();
            case LocalDateTime local -> local.atZone(zone).toInstant();
            default -> LocalDate.from(read).atStartOfDay(zone).toInstant();
        };
    }

    Optional<LocalDate> date(String text) {
        return parse(text).map(LocalDate::from);
    }

    private Optional<TemporalAccessor> parse(String text) {
        for (var format : formats) {
            try {
                var read = format.parseBest(
                        text, OffsetDateTime::from, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
                int year = read.get(ChronoField.YEAR);
                return year >= 1 && year <= 9999 ? Optional.of(read) : Optional.empty();
            } catch (DateTimeException ignored) {
                // the next format may fit
            }
        }
        return Optional.empty();
    }

    /// A decimal number with or without groups of thousands; no exponents, which spreadsheets make of long ids.
    Optional<BigDecimal> number(String text) {
        boolean comma = decimalSeparator == ',';
        if (text.length() > LONGEST_NUMBER
                || !(comma ? COMMA : POINT).matcher(text).matches()) {
            return Optional.empty();
        }
        var plain = comma ? text.replace(".", "").replace(',', '.') : text.replace(",", "");
        return Optional.of(new BigDecimal(plain));
    }
}
