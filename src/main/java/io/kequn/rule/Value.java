package io.kequn.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/// A checked value of a condition. Equal meaning in one spelling gives equal records.
public sealed interface Value {
    /// A string in NFC without control characters, never empty. Keys and ids are texts as well.
    record Text(String text) implements Value {}

    /// A number or whole number, without trailing zeros.
    record Decimal(BigDecimal number) implements Value {
        public Decimal {
            number = normal(number);
        }
    }

    /// An amount in the shop's currency; its scale is the currency's number of fraction digits.
    record Money(BigDecimal amount) implements Value {
        /// The amount in minor units, which always fits.
        public long minorUnits() {
            return amount.unscaledValue().longValueExact();
        }
    }

    record Truth(boolean truth) implements Value {}

    /// A calendar day in the shop's time zone.
    record Day(LocalDate day) implements Value {}

    /// A calendar day relative to the shop's today, such as `-7d` or `+1m`; never in hours. `today` is 0 days.
    record RelativeDay(int amount, TimeUnit unit) implements Value {
        public RelativeDay {
            unit = amount == 0 ? TimeUnit.DAY : unit;
        }
    }

    /// An instant written without offset: a local time of the shop, with at most microseconds.
    record LocalMoment(LocalDateTime moment) implements Value {}

    /// An exact instant, with at most microseconds.
    record Moment(Instant moment) implements Value {}

    /// An exact instant relative to the evaluation, such as `-6h`; `now` is 0 hours.
    record RelativeHours(int hours) implements Value {}

    /// The length of a window: `30d`, `12h`. Positive.
    record Duration(int amount, TimeUnit unit) implements Value {}

    record Period(CalendarPeriod period) implements Value {}

    /// Whether it means something else as time passes.
    default boolean isMoving() {
        return switch (this) {
            case RelativeDay day -> true;
            case RelativeHours hours -> true;
            case Duration duration -> true;
            case Period period -> true;
            case Text text -> false;
            case Decimal decimal -> false;
            case Money money -> false;
            case Truth truth -> false;
            case Day day -> false;
            case LocalMoment moment -> false;
            case Moment moment -> false;
        };
    }

    /// Whether it means something else in another time zone.
    default boolean isLocal() {
        return switch (this) {
            case RelativeDay day -> true;
            case Duration duration -> duration.unit() != TimeUnit.HOUR;
            case Period period -> true;
            case Day day -> true;
            case LocalMoment moment -> true;
            case RelativeHours hours -> false;
            case Text text -> false;
            case Decimal decimal -> false;
            case Money money -> false;
            case Truth truth -> false;
            case Moment moment -> false;
        };
    }

    private static BigDecimal normal(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }
}
