package io.kequn.rule;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads words that mean numbers, days, instants and durations. Every answer is empty if the word has another shape;
/// a word of the right shape that means nothing (30 February, 900 years) is a `Refused`.
final class Literals {
    /// Always with seconds, and with as many digits of a fraction as there are.
    static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final Pattern DAY = Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})");
    private static final Pattern INSTANT = Pattern.compile(
            "([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})t([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]+))?)?(z|[+-][0-9]{2}:[0-9]{2})?");
    private static final Pattern RELATIVE = Pattern.compile("(now)?([+-])([0-9]+)([hdwmy])");
    private static final Pattern AGO = Pattern.compile("([0-9]+)_(hour|day|week|month|year)s?_ago");
    private static final Pattern DURATION = Pattern.compile("([0-9]+)([hdwmy])");
    private static final int MICRO_DIGITS = 6;

    /// Longer numbers are refused before any arithmetic.
    private static final int LONGEST_NUMBER = 60;

    /// A word of the right shape that names nothing.
    static final class Refused extends Exception {
        private final ProblemCode code;

        Refused(ProblemCode code) {
            super(code.code(), null, false, false);
            this.code = code;
        }

        ProblemCode code() {
            return code;
        }
    }

    private Literals() {}

    static LocalDateTime utc(Instant moment) {
        return LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
    }

    static boolean isDigits(String word) {
        return !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    static boolean looksLikeNumber(String word) {
        return NUMBER.matcher(word).matches();
    }

    static Optional<BigDecimal> number(String word) throws Refused {
        if (!NUMBER.matcher(word).matches()) {
            return Optional.empty();
        }
        if (word.length() > LONGEST_NUMBER) {
            throw new Refused(ProblemCode.VALUE_OUT_OF_RANGE);
        }
        return Optional.of(new BigDecimal(word));
    }

    /// A day, an instant, or either relative to the evaluation.
    static Optional<Value> time(String spelled) throws Refused {
        String word = spelled.toLowerCase(Locale.ROOT);
        Optional<Value> named = named(word);
        if (named.isPresent()) {
            return named;
        }
        Matcher day = DAY.matcher(word);
        if (day.matches()) {
            return Optional.of(new Value.Day(date(word)));
        }
        Matcher instant = INSTANT.matcher(word);
        if (instant.matches()) {
            return Optional.of(instant(instant));
        }
        return relative(word);
    }

    static Optional<Value> duration(String spelled) throws Refused {
        Matcher matcher = DURATION.matcher(spelled.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        TimeUnit unit = TimeUnit.ofLetter(matcher.group(2).charAt(0));
        int amount = amount(matcher.group(1), unit);
        if (amount == 0) {
            throw new Refused(ProblemCode.INVALID_DURATION);
        }
        return Optional.of(new Value.Duration(amount, unit));
    }

    private static Optional<Value> named(String word) {
        return switch (word) {
            case "today" -> Optional.of(new Value.RelativeDay(0, TimeUnit.DAY));
            case "yesterday" -> Optional.of(new Value.RelativeDay(-1, TimeUnit.DAY));
            case "now" -> Optional.of(new Value.RelativeHours(0));
            default -> Optional.empty();
        };
    }

    private static Optional<Value> relative(String word) throws Refused {
        Matcher ago = AGO.matcher(word);
        if (ago.matches()) {
            TimeUnit unit = TimeUnit.ofLetter(ago.group(2).charAt(0));
            return Optional.of(shifted(-amount(ago.group(1), unit), unit));
        }
        Matcher relative = RELATIVE.matcher(word);
        if (!relative.matches()) {
            return Optional.empty();
        }
        TimeUnit unit = TimeUnit.ofLetter(relative.group(4).charAt(0));
        if (relative.group(1) != null && unit != TimeUnit.HOUR) {
            return Optional.empty();
        }
        int amount = amount(relative.group(3), unit);
        return Optional.of(shifted(relative.group(2).equals("-") ? -amount : amount, unit));
    }

    private static Value shifted(int amount, TimeUnit unit) {
        return unit == TimeUnit.HOUR ? new Value.RelativeHours(amount) : new Value.RelativeDay(amount, unit);
    }

    private static int amount(String digits, TimeUnit unit) throws Refused {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        if (significant.length() > 6 || Integer.parseInt(significant) > unit.most()) {
            throw new Refused(ProblemCode.VALUE_OUT_OF_RANGE);
        }
        return Integer.parseInt(significant);
    }

    private static LocalDate date(String word) throws Refused {
        try {
            LocalDate date = LocalDate.parse(word);
            if (date.getYear() > 0) {
                return date;
            }
            throw new Refused(ProblemCode.INVALID_DATE);
        } catch (DateTimeException e) {
            throw new Refused(ProblemCode.INVALID_DATE);
        }
    }

    private static Value instant(Matcher parts) throws Refused {
        String second = parts.group(4) == null ? "00" : parts.group(4);
        String fraction = parts.group(5) == null ? "" : parts.group(5);
        if (fraction.length() > MICRO_DIGITS) {
            throw new Refused(ProblemCode.INVALID_DATE);
        }
        try {
            String time = parts.group(2) + ":" + parts.group(3) + ":" + second;
            var local = LocalDateTime.of(
                    date(parts.group(1)), LocalTime.parse(fraction.isEmpty() ? time : time + "." + fraction));
            String offset = parts.group(6);
            return offset == null ? new Value.LocalMoment(local) : absolute(local, offset);
        } catch (DateTimeException e) {
            throw new Refused(ProblemCode.INVALID_DATE);
        }
    }

    private static Value absolute(LocalDateTime local, String offset) throws Refused {
        Instant moment = local.toInstant(ZoneOffset.of(offset.toUpperCase(Locale.ROOT)));
        int year = utc(moment).getYear();
        // The canonical print is in UTC and has four digits for the year.
        if (year < 1 || year > 9999) {
            throw new Refused(ProblemCode.INVALID_DATE);
        }
        return new Value.Moment(moment);
    }
}
