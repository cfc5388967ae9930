package io.kequn.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/// Calendar arithmetic in the shop's zone. A day is the half-open interval between two midnights there; a local
/// time that does not exist moves forward, one that exists twice means the earlier.
record Days(EvaluationTime time) {
    /// Days from `from` to `to`, `to` not included.
    record Range(LocalDate from, LocalDate to) {}

    LocalDate today() {
        return LocalDate.ofInstant(time.at(), time.zone());
    }

    LocalDate plus(int amount, TimeUnit unit) {
        LocalDate today = today();
        return switch (unit) {
            case DAY -> today.plusDays(amount);
            case WEEK -> today.plusWeeks(amount);
            case MONTH -> today.plusMonths(amount);
            case YEAR -> today.plusYears(amount);
            case HOUR -> throw new IllegalArgumentException("Hours are instants, not days");
        };
    }

    Instant startOf(LocalDate day) {
        return day.atStartOfDay(time.zone()).toInstant();
    }

    /// The last instant at which the day begins, where clocks are put back over midnight.
    Instant latestStartOf(LocalDate day) {
        return day.atStartOfDay(time.zone()).withLaterOffsetAtOverlap().toInstant();
    }

    Instant endOf(LocalDate day) {
        return startOf(day.plusDays(1));
    }

    Instant instantOf(LocalDateTime local) {
        ZoneId zone = time.zone();
        return local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    Instant plusHours(int hours) {
        return time.at().plus(hours, ChronoUnit.HOURS);
    }

    /// The instant that lies a length before now, exactly.
    Instant before(Value.Duration length) {
        return time.at().minus((long) length.amount() * length.unit().exactHours(), ChronoUnit.HOURS);
    }

    Range range(CalendarPeriod period) {
        LocalDate today = today();
        LocalDate week = today.with(TemporalAdjusters.previousOrSame(time.weekStart()));
        LocalDate month = today.withDayOfMonth(1);
        LocalDate year = today.withDayOfYear(1);
        return switch (period) {
            case TODAY -> new Range(today, today.plusDays(1));
            case YESTERDAY -> new Range(today.minusDays(1), today);
            case THIS_WEEK -> new Range(week, week.plusWeeks(1));
            case LAST_WEEK -> new Range(week.minusWeeks(1), week);
            case THIS_MONTH -> new Range(month, month.plusMonths(1));
            case LAST_MONTH -> new Range(month.minusMonths(1), month);
            case THIS_YEAR -> new Range(year, year.plusYears(1));
            case LAST_YEAR -> new Range(year.minusYears(1), year);
        };
    }

    /// The first day on which the period is another.
    LocalDate nextDayOf(CalendarPeriod period) {
        return switch (period) {
            case TODAY, YESTERDAY -> today().plusDays(1);
            case THIS_WEEK, LAST_WEEK -> range(CalendarPeriod.THIS_WEEK).to();
            case THIS_MONTH, LAST_MONTH -> range(CalendarPeriod.THIS_MONTH).to();
            case THIS_YEAR, LAST_YEAR -> range(CalendarPeriod.THIS_YEAR).to();
        };
    }

    /// The latest birth date of which this many years are complete today.
    LocalDate bornAtLeastYearsAgo(long years) {
        LocalDate today = today();
        LocalDate born = today.minusYears(years);
        // On 28 February of a common year those born on 29 February have their birthday too.
        LocalDate next = born.plusDays(1);
        return next.plusYears(years).isAfter(today) ? born : next;
    }

    /// The years completed since a birth date; 29 February is 28 February in common years.
    long age(LocalDate born) {
        long years = ChronoUnit.YEARS.between(born, today());
        return born.isAfter(bornAtLeastYearsAgo(years + 1)) ? years : years + 1;
    }
}
