package io.kequn.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The values of an attribute that could make a difference: those that the rule's conditions name, those beside
/// them, and none at all.
record AttributeMoves(WhatIf whatIf, Attribute attribute) {
    private static final int MOST = 120;
    private static final double USUAL = 20;
    private static final double LISTED = 16;
    private static final double REMOVED = 24;
    /// What is seldom changed but to correct it.
    private static final double CORRECTED = 60;

    /// Those for all conditions that read the same fact; the attribute is that behind an age, too.
    List<Move> of(List<Explained> leaves) {
        Set<Value> values = new LinkedHashSet<>();
        for (Explained leaf : leaves) {
            values(leaf).forEach(values::add);
        }
        values.addAll(attribute.values().stream().map(Value.Text::new).toList());
        Value present = leaves.stream()
                .map(leaf -> present(leaf.actual()))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
        List<Move> moves = new ArrayList<>(values.stream()
                .filter(value -> !value.equals(present))
                .limit(MOST)
                .map(value -> to(value, present))
                .toList());
        if (!attribute.neverMissing()) {
            String fact = attribute.fact();
            moves.add(
                    present == null
                            ? Move.of(new Effect.Filled(fact), REMOVED, RuleChange.filled(key()))
                            : Move.of(new Effect.Becomes(fact, null), REMOVED, RuleChange.removed(key(), present)));
        }
        return moves;
    }

    private Move to(Value value, @Nullable Value present) {
        boolean corrected = (attribute.hasAnniversary() || isAge())
                && !value.equals(new Value.Moment(whatIf.present().at()));
        double weight = corrected ? CORRECTED : attribute.values().isEmpty() ? USUAL : LISTED;
        return Move.of(new Effect.Becomes(attribute.fact(), value), weight, RuleChange.becomes(key(), present, value));
    }

    private String key() {
        return isAge() ? attribute.fact().substring("customer.".length()) : attribute.key();
    }

    private boolean isAge() {
        return attribute.storage() instanceof Attribute.Storage.AgeSince;
    }

    private static @Nullable Value present(Actual actual) {
        return switch (actual) {
            case Actual.Single single -> single.born() == null ? single.value() : new Value.Day(single.born());
            case Actual.Kept kept -> kept.value();
            default -> null;
        };
    }

    private Stream<Value> values(Explained leaf) {
        return switch (leaf.condition()) {
            case Rule.Condition condition -> values(condition);
            case Rule.HasBeen hasBeen ->
                values(new Rule.Condition(hasBeen.attribute(), Operator.EQUAL, List.of(hasBeen.value())));
            case Rule.Anniversary anniversary -> anniversary(anniversary);
            default -> Stream.of();
        };
    }

    private Stream<Value> values(Rule.Condition condition) {
        Attribute asked = whatIf.vocabulary().attributeOf(condition.attribute());
        if (asked.storage() instanceof Attribute.Storage.AgeSince) {
            return condition.values().stream().flatMap(this::births);
        }
        return switch (asked.type()) {
            case STRING, KEY -> condition.values().stream();
            case BOOLEAN -> Stream.of(new Value.Truth(true), new Value.Truth(false));
            case NUMBER, INTEGER, MONEY -> condition.values().stream().flatMap(AttributeMoves::beside);
            case DATE, INSTANT -> times(condition, asked.type() == ValueType.DATE);
            case POINT -> Stream.of();
        };
    }

    private static Stream<Value> beside(Value value) {
        BigDecimal number = ValueTruth.number(value);
        return Stream.of(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE.negate())
                .map(more -> new Value.Decimal(number.add(more)));
    }

    /// Those who are exactly so old today, and those who will be tomorrow.
    private Stream<Value> births(Value years) {
        Days days = new Days(whatIf.present());
        long number = ValueTruth.number(years).longValue();
        return number < 0 || number > 150
                ? Stream.of()
                : Stream.of(number, number + 1)
                        .map(days::bornAtLeastYearsAgo)
                        .flatMap(day -> Stream.of(day, day.plusDays(1)))
                        .map(Value.Day::new);
    }

    /// Now, and what lies on either side of where the truth of the condition turns.
    private Stream<Value> times(Rule.Condition condition, boolean date) {
        Days days = new Days(whatIf.present());
        Stream<Value> edges = TimeComparisons.edges(condition.operator().positive(), condition.values(), date).stream()
                .filter(edge -> !edge.equals(new Bound.Edge(new Value.RelativeHours(0), true, date)))
                .map(edge -> Bound.at(edge, days))
                .flatMap(AttributeMoves::bothSides);
        Value now = date
                ? new Value.Day(days.today())
                : new Value.Moment(whatIf.present().at());
        return Stream.concat(Stream.of(now), edges);
    }

    private static Stream<Value> bothSides(Object edge) {
        return edge instanceof LocalDate day
                ? Stream.of(new Value.Day(day), new Value.Day(day.minusDays(1)))
                : Stream.of(
                        new Value.Moment((Instant) edge),
                        new Value.Moment(((Instant) edge).minus(1, ChronoUnit.HOURS)));
    }

    private Stream<Value> anniversary(Rule.Anniversary rule) {
        boolean date = attribute.type() == ValueType.DATE;
        Days days = new Days(whatIf.present());
        return AnniversaryRange.of(rule.operator().positive(), rule.values()).stream()
                .flatMap(range -> Stream.of(range.from(), range.until()))
                .map(edge -> ((LocalDate) Bound.at(edge, days)).minusYears(20))
                .map(day -> date ? new Value.Day(day) : new Value.Moment(days.startOf(day)));
    }
}
