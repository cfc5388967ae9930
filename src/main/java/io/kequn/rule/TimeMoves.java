package io.kequn.rule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/// The instants to come at which a condition may turn, if nothing happens until then.
record TimeMoves(WhatIf whatIf) {
    private static final long FARTHEST = 36_600;
    private static final int DAYS_OF_ANNIVERSARIES = 400;
    private static final int MOST = 200;
    private static final double NEXT = 10;
    private static final double DAYS_AS_FAR_AS_ONE = 3;
    private static final double FAR = 200;
    private static final int HOURS_TOLD = 48;

    List<Move> of(List<Explained> leaves) {
        var instants = new TreeSet<Instant>();
        leaves.stream()
                .filter(leaf -> whatIf.readsTime(leaf.condition()))
                .flatMap(this::instants)
                .filter(whatIf.present().at()::isBefore)
                .forEach(instants::add);
        return instants.stream().limit(MOST).map(this::move).toList();
    }

    private Move move(Instant until) {
        Duration away = Duration.between(whatIf.present().at(), until);
        double days = away.toHours() / 24.0;
        double weight = NEXT + Math.min(FAR, days / DAYS_AS_FAR_AS_ONE);
        long hours = away.plusHours(1).minusNanos(1).toHours();
        String length = hours < HOURS_TOLD ? hours + "h" : (long) Math.ceil(hours / 24.0) + "d";
        return Move.of(new Effect.Waits(until), weight, RuleChange.wait(until, length));
    }

    private Stream<Instant> instants(Explained leaf) {
        return switch (leaf.actual()) {
            case Actual.Single single -> single(leaf.condition(), single);
            case Actual.Kept kept -> kept(leaf.condition(), kept);
            case Actual.Events events -> rows(leaf.condition(), events);
            default -> Stream.of();
        };
    }

    private Stream<Instant> single(Rule.Leaf leaf, Actual.Single actual) {
        if (leaf instanceof Rule.Anniversary anniversary) {
            return anniversary(anniversary, actual);
        }
        if (!(leaf instanceof Rule.Condition condition) || actual.value() == null) {
            return Stream.of();
        }
        if (actual.born() != null) {
            LocalDate born = actual.born();
            return condition.values().stream()
                    .map(value -> ValueTruth.number(value).longValue())
                    .flatMap(years -> Stream.of(years, years + 1))
                    .flatMap(years -> firstDay(day -> at(day).age(born) >= years));
        }
        return passing(condition.operator(), condition.values(), actual.value());
    }

    /// When the edges of the condition leave the moment behind.
    private Stream<Instant> passing(Operator operator, List<Value> values, Value moment) {
        boolean date = moment instanceof Value.Day;
        return TimeComparisons.edges(operator.positive(), values, date).stream()
                .filter(edge -> edge.value().isMoving())
                .flatMap(edge -> passing(edge, moment));
    }

    private Stream<Instant> passing(Bound.Edge edge, Value value) {
        if (edge.value() instanceof Value.RelativeHours hours && value instanceof Value.Moment moment) {
            // A millisecond later, so that both sides of the edge are behind.
            return Stream.of(
                    moment.moment().minus(hours.hours(), ChronoUnit.HOURS).plusMillis(1));
        }
        return firstDay(day -> isBehind(Bound.at(edge, at(day)), value));
    }

    private static boolean isBehind(Object edge, Value value) {
        return switch (value) {
            case Value.Day day -> day.day().isBefore((LocalDate) edge);
            case Value.Moment moment -> moment.moment().isBefore((Instant) edge);
            default -> false;
        };
    }

    /// The midnight of the first day to come on which something holds that goes on to hold; none if that takes too
    /// long.
    private Stream<Instant> firstDay(LongPredicate holds) {
        if (holds.test(0) || !holds.test(FARTHEST)) {
            return Stream.of();
        }
        long before = 0;
        long after = FARTHEST;
        while (after - before > 1) {
            long middle = (before + after) / 2;
            if (holds.test(middle)) {
                after = middle;
            } else {
                before = middle;
            }
        }
        return Stream.of(midnight(after));
    }

    private Instant midnight(long day) {
        Days days = new Days(whatIf.present());
        return days.startOf(days.today().plusDays(day));
    }

    private Days at(long day) {
        EvaluationTime present = whatIf.present();
        return new Days(day == 0 ? present : new EvaluationTime(midnight(day), present.zone(), present.weekStart()));
    }

    private Stream<Instant> anniversary(Rule.Anniversary rule, Actual.Single actual) {
        List<Instant> turns = new ArrayList<>();
        boolean before = whatIf.truth(whatIf.present()).anniversary(rule, actual.value());
        for (long day = 1; day <= DAYS_OF_ANNIVERSARIES && turns.size() < 2; day++) {
            boolean holds = whatIf.truth(at(day).time()).anniversary(rule, actual.value());
            if (holds != before) {
                turns.add(midnight(day));
            }
            before = holds;
        }
        return turns.stream();
    }

    private Stream<Instant> kept(Rule.Leaf leaf, Actual.Kept kept) {
        long hours = leaf instanceof Rule.HasBeen rule
                ? (long) rule.length().amount() * rule.length().unit().exactHours()
                : 0;
        return Stream.of(kept.oldEnough(), whatIf.present().at().plus(hours, ChronoUnit.HOURS));
    }

    private Stream<Instant> rows(Rule.Leaf leaf, Actual.Events events) {
        if (!(leaf instanceof Rule.Matches matches) || !events.rows().complete()) {
            return Stream.of();
        }
        List<Rule.Parameter> dates =
                RowsWhatIf.dates(matches, whatIf.vocabulary().functionOf(matches));
        return events.rows().some().stream()
                .map(row -> new Value.Moment(row.at()))
                .flatMap(at -> dates.stream().flatMap(date -> passing(date.operator(), date.values(), at)));
    }
}
