package io.kequn.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/// The days of a shop as the rule language means them, seen from the instant of an evaluation.
record ShopCalendar(EvaluationTime time) {
    LocalDate today() {
        return time.at().atZone(time.zone()).toLocalDate();
    }

    /// A local time in a gap moves forward by its length; in an overlap the earlier offset is meant, which is the one
    /// before the transition too.
    static Instant instantOf(LocalDateTime local, ZoneId zone) {
        var transition = zone.getRules().getTransition(local);
        ZoneOffset offset = transition == null ? zone.getRules().getOffset(local) : transition.getOffsetBefore();
        return local.toInstant(offset);
    }

    /// Month and year arithmetic clamps to the last day of the month.
    LocalDate away(int amount, TimeUnit unit) {
        return switch (unit) {
            case DAY -> today().plusDays(amount);
            case WEEK -> today().plusDays(7L * amount);
            case MONTH -> clamped(12 * today().getYear() + today().getMonthValue() - 1 + amount);
            case YEAR -> clamped(12 * (today().getYear() + amount) + today().getMonthValue() - 1);
            case HOUR -> throw new IllegalArgumentException("Hours are not days");
        };
    }

    private LocalDate clamped(int months) {
        var first = LocalDate.of(Math.floorDiv(months, 12), Math.floorMod(months, 12) + 1, 1);
        return first.withDayOfMonth(Math.min(today().getDayOfMonth(), first.lengthOfMonth()));
    }

    /// What a value means when it is compared with instants: a day is an interval, an instant a single microsecond.
    Span<Instant> instants(Value value) {
        return switch (value) {
            case Value.Moment(var moment) -> only(moment);
            case Value.LocalMoment(var local) -> only(instantOf(local, time.zone()));
            case Value.RelativeHours(var hours) -> only(time.at().plus(hours, ChronoUnit.HOURS));
            case Value.Text ignored -> throw new IllegalArgumentException("Not a date: " + value);
            case Value.Decimal ignored -> throw new IllegalArgumentException("Not a date: " + value);
            case Value.Money ignored -> throw new IllegalArgumentException("Not a date: " + value);
            case Value.Truth ignored -> throw new IllegalArgumentException("Not a date: " + value);
            case Value.Day ignored -> midnights(days(value));
            case Value.RelativeDay ignored -> midnights(days(value));
            case Value.Period ignored -> midnights(days(value));
            case Value.Duration ignored -> throw new IllegalArgumentException("Not a date: " + value);
        };
    }

    /// What a value means when it is compared with dates: a stretch of whole days.
    Span<LocalDate> days(Value value) {
        return switch (value) {
            case Value.Day(var day) -> day(day);
            case Value.RelativeDay(var amount, var unit) -> day(away(amount, unit));
            case Value.Period(var period) -> period(period);
            default -> throw new IllegalArgumentException("Not a day: " + value);
        };
    }

    /// Now, for instants: exactly the instant of the evaluation.
    Span<Instant> now() {
        return only(time.at());
    }

    private Span<LocalDate> period(CalendarPeriod period) {
        var today = today();
        var week = today.with(TemporalAdjusters.previousOrSame(time.weekStart()));
        var month = today.withDayOfMonth(1);
        var year = today.withDayOfYear(1);
        return switch (period) {
            case TODAY -> day(today);
            case YESTERDAY -> day(today.minusDays(1));
            case THIS_WEEK -> new Span<>(week, week.plusDays(7));
            case LAST_WEEK -> new Span<>(week.minusDays(7), week);
            case THIS_MONTH -> new Span<>(month, month.plusMonths(1));
            case LAST_MONTH -> new Span<>(month.minusMonths(1), month);
            case THIS_YEAR -> new Span<>(year, year.plusYears(1));
            case LAST_YEAR -> new Span<>(year.minusYears(1), year);
        };
    }

    static Span<LocalDate> day(LocalDate day) {
        return new Span<>(day, day.plusDays(1));
    }

    private Span<Instant> midnights(Span<LocalDate> days) {
        return new Span<>(midnight(days.from()), midnight(days.until()));
    }

    private Instant midnight(LocalDate day) {
        return instantOf(day.atTime(LocalTime.MIDNIGHT), time.zone());
    }

    private static Span<Instant> only(Instant instant) {
        return new Span<>(instant, instant.plus(1, ChronoUnit.MICROS));
    }
}
