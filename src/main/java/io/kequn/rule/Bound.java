package io.kequn.rule;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A value that a statement binds; some are known only with the time of the evaluation. Equal bounds share a
/// parameter.
sealed interface Bound {
    record Fixed(Object value) implements Bound {}

    record Many(List<Bound> bounds) implements Bound {
        public Many {
            bounds = List.copyOf(bounds);
        }
    }

    /// The first instant or day that a value includes, or, if `until`, the first after it. So every comparison
    /// with a day or an instant is one of `>=` and `<`.
    record Edge(Value value, boolean until, boolean date) implements Bound {}

    /// The latest birth date that makes at least this many years.
    record Born(long years) implements Bound {}

    /// The instant that lies a length before the evaluation, exactly.
    record Before(Value.Duration length) implements Bound {}

    /// The months and days whose anniversary lies in one of the ranges, see `Anniversaries.turns`: where they
    /// begin or end, or the years that belong to them, with one more for what is before the first.
    record MonthDays(List<AnniversaryRange> ranges, Part part) implements Bound {
        enum Part {
            TURNS,
            YEARS;

            List<Integer> of(Anniversaries days) {
                Map<Integer, Integer> turns = days.turns();
                return this == TURNS
                        ? List.copyOf(turns.keySet())
                        : Stream.concat(Stream.of(0), turns.values().stream()).toList();
            }
        }

        public MonthDays {
            ranges = List.copyOf(ranges);
        }
    }

    /// When the offset of the shop's zone from UTC changes, or its seconds, with one more for what is before
    /// the first change.
    record Offsets(Until until, boolean seconds) implements Bound {
        /// Zones that change their offset twice a year do so for ever: only who asks for it gets the far future.
        enum Until {
            SOON,
            ALWAYS;

            /// What is enough for moments before the end of a year.
            static Until endOf(int year) {
                return year < SOON_ENDS ? SOON : ALWAYS;
            }

            private ZoneOffsets at(EvaluationTime time) {
                int soon = time.at().atZone(time.zone()).getYear() + MOST_AHEAD;
                return ZoneOffsets.of(time.zone(), this == SOON ? Math.max(SOON_ENDS, soon) : NEVER);
            }
        }

        private static final int SOON_ENDS = 2200;

        /// More years than a relative day may name.
        private static final int MOST_AHEAD = 102;

        private static final int NEVER = 10_000;

        private List<?> at(EvaluationTime time) {
            ZoneOffsets offsets = until.at(time);
            return seconds ? offsets.seconds() : offsets.changes();
        }
    }

    record Earliest(List<Bound> instants) implements Bound {
        public Earliest {
            instants = List.copyOf(instants);
        }
    }

    /// The value to bind: an instant, a date, or what is fixed.
    static Object at(Bound bound, Days days) {
        return switch (bound) {
            case Fixed fixed -> fixed.value();
            case Many many ->
                many.bounds().stream().map(inner -> at(inner, days)).toList();
            case Edge edge -> edge.date() ? dayEdge(edge, days) : instantEdge(edge, days);
            case Born born -> days.bornAtLeastYearsAgo(born.years());
            case Earliest earliest -> earliest(earliest, days);
            case Before before -> days.before(before.length());
            case MonthDays parts -> parts.part().of(Anniversaries.of(parts.ranges(), days));
            case Offsets offsets -> offsets.at(days.time());
        };
    }

    private static java.time.Instant earliest(Earliest earliest, Days days) {
        return earliest.instants().stream()
                .map(inner -> (java.time.Instant) at(inner, days))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static LocalDate dayEdge(Edge edge, Days days) {
        if (edge.value() instanceof Value.Period period) {
            Days.Range range = days.range(period.period());
            return edge.until() ? range.to() : range.from();
        }
        return day(edge.value(), days).plusDays(edge.until() ? 1 : 0);
    }

    private static LocalDate day(Value value, Days days) {
        return switch (value) {
            case Value.Day day -> day.day();
            case Value.RelativeDay day -> days.plus(day.amount(), day.unit());
            // The end of a window of days: now is today.
            case Value.RelativeHours hours -> days.today();
            case Value.Text other -> throw unfit(other);
            case Value.Decimal other -> throw unfit(other);
            case Value.Money other -> throw unfit(other);
            case Value.Truth other -> throw unfit(other);
            case Value.LocalMoment other -> throw unfit(other);
            case Value.Moment other -> throw unfit(other);
            case Value.Duration other -> throw unfit(other);
            case Value.Period other -> throw unfit(other);
        };
    }

    private static java.time.Instant instantEdge(Edge edge, Days days) {
        // PostgreSQL keeps microseconds: the next instant is one later.
        long after = edge.until() ? 1 : 0;
        return switch (edge.value()) {
            case Value.Moment moment -> moment.moment().plus(after, ChronoUnit.MICROS);
            case Value.LocalMoment local -> days.instantOf(local.moment()).plus(after, ChronoUnit.MICROS);
            case Value.RelativeHours hours -> days.plusHours(hours.hours()).plus(after, ChronoUnit.MICROS);
            case Value.Period period -> days.startOf(dayEdge(edge, days));
            case Value.Day day -> days.startOf(dayEdge(edge, days));
            case Value.RelativeDay day -> days.startOf(dayEdge(edge, days));
            case Value.Text other -> throw unfit(other);
            case Value.Decimal other -> throw unfit(other);
            case Value.Money other -> throw unfit(other);
            case Value.Truth other -> throw unfit(other);
            case Value.Duration other -> throw unfit(other);
        };
    }

    private static IllegalArgumentException unfit(Value value) {
        return new IllegalArgumentException("Not a time: " + value);
    }
}
