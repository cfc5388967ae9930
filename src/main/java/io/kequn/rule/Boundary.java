package io.kequn.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/// A boundary that moves with the clock, never backwards. Between two evaluations the truth about a moment changes
/// only if it lies where the boundary has passed.
sealed interface Boundary {
    /// From one moment up to, but not including, another: instants, or days where dates are compared.
    record Window(Comparable<?> from, Comparable<?> until) {
        boolean isEmpty() {
            return from.equals(until);
        }
    }

    /// Where the boundary has passed between two evaluations; days for dates and anniversaries, instants
    /// otherwise.
    Window passed(Days before, Days after, boolean date);

    /// The first instant after the evaluation at which it may have moved; the evaluation itself if it always
    /// moves.
    Instant next(Days now);

    /// The beginning or end of a value.
    record Moving(Bound.Edge edge) implements Boundary {
        @Override
        public Window passed(Days before, Days after, boolean date) {
            return new Window((Comparable<?>) Bound.at(edge, before), (Comparable<?>) Bound.at(edge, after));
        }

        @Override
        public Instant next(Days now) {
            boolean exact = edge.value() instanceof Value.RelativeHours && !edge.date();
            return exact ? now.time().at() : now.startOf(nextDay(edge.value(), now));
        }
    }

    /// The birth date from which on so many years are not complete yet.
    record Age(long years) implements Boundary {
        @Override
        public Window passed(Days before, Days after, boolean date) {
            return new Window(
                    before.bornAtLeastYearsAgo(years).plusDays(1),
                    after.bornAtLeastYearsAgo(years).plusDays(1));
        }

        @Override
        public Instant next(Days now) {
            return now.endOf(now.today());
        }
    }

    /// The instant after the last one that lies long enough ago.
    record LongAgo(Value.Duration length) implements Boundary {
        @Override
        public Window passed(Days before, Days after, boolean date) {
            return new Window(instant(before), instant(after));
        }

        private Instant instant(Days days) {
            return days.before(length).plus(1, ChronoUnit.MICROS);
        }

        @Override
        public Instant next(Days now) {
            return now.time().at();
        }
    }

    /// An end of the days in which an anniversary may lie: passed are days, and what has its anniversary on them.
    record Anniversary(Bound.Edge edge) implements Boundary {
        @Override
        public Window passed(Days before, Days after, boolean date) {
            return new Window((LocalDate) Bound.at(edge, before), (LocalDate) Bound.at(edge, after));
        }

        @Override
        public Instant next(Days now) {
            return now.startOf(nextDay(edge.value(), now));
        }
    }

    private static LocalDate nextDay(Value value, Days now) {
        return value instanceof Value.Period period
                ? now.nextDayOf(period.period())
                : now.today().plusDays(1);
    }
}
