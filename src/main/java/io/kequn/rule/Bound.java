package io.kequn.rule;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A value that a statement binds; some are known only with the time of the evaluation. Equal bounds share a parameter.
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

    /// One part, of each, of the month days whose anniversary lies in one of the ranges.
    record MonthDays(List<AnniversaryRange> ranges, Part part) implements Bound {
        enum Part {
            FIRST,
            LAST,
            BEFORE
        }

        public MonthDays {
            ranges = List.copyOf(ranges);
        }

        private Object of(Anniversaries.MonthDays days) {
            return switch (part) {
                case FIRST -> days.first();
                case LAST -> days.last();
                case BEFORE -> days.before();
            };
        }
    }

    /// Beginnings and ends, in turn, of the stretches of time whose anniversary lies in one of the ranges.
    record AnniversaryInstants(List<AnniversaryRange> ranges) implements Bound {
        public AnniversaryInstants {
            ranges = List.copyOf(ranges);
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
            case MonthDays parts ->
                Anniversaries.monthDays(stretches(parts.ranges(), days)).stream()
                        .map(parts::of)
                        .toList();
            case AnniversaryInstants instants ->
                Anniversaries.days(stretches(instants.ranges(), days), Anniversaries.EARLIEST_YEAR).stream()
                        .flatMap(range -> Stream.of(days.startOf(range.from()), days.startOf(range.to())))
                        .toList();
        };
    }

    private static List<Days.Range> stretches(List<AnniversaryRange> ranges, Days days) {
        return ranges.stream()
                .map(range -> new Days.Range(dayEdge(range.from(), days), dayEdge(range.until(), days)))
                .toList();
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
