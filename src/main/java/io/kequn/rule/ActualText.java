package io.kequn.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Values as the texts in which a statement answers them: instants as microseconds since 1970, amounts in minor units.
final class ActualText {
    private ActualText() {}

    static String sql(String x, ValueType type) {
        return switch (type) {
            case STRING, KEY -> "nullif(" + x + ", '')";
            case INSTANT -> "((extract(epoch from " + x + ") * 1000000)::bigint)::text";
            case NUMBER, INTEGER, MONEY, BOOLEAN, DATE -> "(" + x + ")::text";
            case POINT -> throw Comparisons.unfit(type);
        };
    }

    static @Nullable Value read(@Nullable String text, ValueType type, int currencyDigits) {
        return text == null ? null : value(text, type, currencyDigits);
    }

    private static Value value(String text, ValueType type, int currencyDigits) {
        return switch (type) {
            case STRING, KEY -> new Value.Text(text);
            case NUMBER, INTEGER -> new Value.Decimal(new BigDecimal(text));
            case MONEY -> new Value.Money(minor(text, currencyDigits));
            case BOOLEAN -> new Value.Truth(text.equals("true"));
            case DATE -> new Value.Day(LocalDate.parse(text));
            case INSTANT -> new Value.Moment(instant(text));
            case POINT -> throw Comparisons.unfit(type);
        };
    }

    /// An average may lie between two minor units; it is shown rounded half-up.
    private static BigDecimal minor(String text, int currencyDigits) {
        return new BigDecimal(text)
                .setScale(0, RoundingMode.HALF_UP)
                .movePointLeft(currencyDigits)
                .setScale(currencyDigits);
    }

    static Instant instant(String micros) {
        return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    }
}
