package io.kequn.imports;

import io.kequn.platform.access.Shop;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Text;
import java.math.BigDecimal;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
                : formats.stream().map(DatePatterns::formatter).toList();
        this.decimalSeparator = decimalSeparator;
    }

    /// Notes what is wrong with how the spec says that cells are written.
    static CellReader of(Inputs inputs, ImportSpec spec, Shop shop) {
        var zone = spec.zone() == null
                ? shop.zone()
                : inputs.parsed(
                        "/zone",
                        spec.zone(),
                        ZoneId::of,
                        shop.zone(),
                        new Text("Must be a time zone such as `Asia/Shanghai`.", "须为时区，例如 `Asia/Shanghai`。"));
        var separator = Objects.requireNonNullElse(spec.decimalSeparator(), ".");
        inputs.require(
                separator.equals(".") || separator.equals(","),
                "/decimalSeparator",
                "Must be `.` or `,`.",
                "须为 `.` 或 `,`。");
        var formats = Objects.requireNonNullElse(spec.dateFormats(), List.<String>of());
        for (int i = 0; i < formats.size(); i++) {
            var unused = inputs.parsed(
                    "/dateFormats/" + i,
                    formats.get(i),
                    DatePatterns::formatter,
                    CellReader.ISO,
                    new Text(
                            "Must say how dates are written: `yyyy` the year, `M` the month, `d` the day, `H` the hour,"
                                    + " `mm` the minutes. `M/d/yyyy H:mm` reads `3/31/2026 9:05`.",
                            "须说明日期的写法：`yyyy` 年、`M` 月、`d` 日、`H` 时、`mm` 分；例如 `M/d/yyyy H:mm` 可读取"
                                    + " `3/31/2026 9:05`。"));
            Objects.requireNonNull(unused);
        }
        return new CellReader(zone, inputs.ok() ? formats : List.of(), separator.startsWith(",") ? ',' : '.');
    }

    /// What a cell says about a time; without a zone of its own, that of the import is meant.
    private record Moment(
            LocalDate date,
            @Nullable LocalTime time,
            @Nullable ZoneId zone) {}

    /// A mere date is its midnight in the zone of the import.
    Optional<Instant> instant(String text) {
        return parse(text).map(this::instant);
    }

    private Instant instant(Moment read) {
        var at = read.time == null ? null : read.date.atTime(read.time);
        var in = read.zone == null ? zone : read.zone;
        return (at == null ? read.date.atStartOfDay(zone) : at.atZone(in)).toInstant();
    }

    Optional<LocalDate> date(String text) {
        return parse(text).map(Moment::date);
    }

    private Optional<Moment> parse(String text) {
        for (var format : formats) {
            var read = parse(format, text);
            if (read.isPresent()) {
                return read.filter(moment -> moment.date.getYear() >= 1 && moment.date.getYear() <= 9999);
            }
        }
        return Optional.empty();
    }

    private static Optional<Moment> parse(DateTimeFormatter format, String text) {
        try {
            // An exception for each format that does not fit would cost more than all the rest of the row.
            var end = new ParsePosition(0);
            if (format.parseUnresolved(text, end) == null || end.getIndex() < text.length()) {
                return Optional.empty();
            }
            var read = format.parse(text);
            var date = read.query(TemporalQueries.localDate());
            ZoneId offset = read.query(TemporalQueries.offset());
            return date == null
                    ? Optional.empty()
                    : Optional.of(new Moment(
                            date,
                            read.query(TemporalQueries.localTime()),
                            offset == null ? read.query(TemporalQueries.zone()) : offset));
        } catch (DateTimeException e) {
            return Optional.empty(); // a day that does not exist
        }
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
