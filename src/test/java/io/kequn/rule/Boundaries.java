package io.kequn.rule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// The points in time at which the truth of a rule's parts changes: where facts must lie for a test to tell `>` from
/// `>=`.
record Boundaries(List<Instant> instants, List<LocalDate> days) {
    static Boundaries of(Rule rule, EvaluationTime time) {
        var calendar = new ShopCalendar(time);
        var instants = new ArrayList<Instant>();
        var days = new ArrayList<LocalDate>();
        instants.add(time.at());
        for (var leaf : Comparison.leaves(rule)) {
            for (var value : values(leaf)) {
                spelledOut(value).forEach(meant -> add(meant, calendar, instants, days));
            }
            if (leaf instanceof Rule.Anniversary anniversary) {
                var meant = values(anniversary).stream().flatMap(value -> spelledOut(value).stream());
                meant.forEach(value -> addEarlierYears(value, calendar, instants, days));
            }
            if (leaf instanceof Rule.HasBeen hasBeen) {
                instants.add(new Days(time).before(hasBeen.length()));
            }
        }
        return new Boundaries(List.copyOf(instants), List.copyOf(days));
    }

    private static void addEarlierYears(
            Value value, ShopCalendar calendar, List<Instant> instants, List<LocalDate> days) {
        var span = calendar.days(value);
        for (int years : new int[] {1, 2, 30}) {
            addDays(new Value.Day(span.from().minusYears(years)), calendar, instants, days);
            addDays(new Value.Day(span.until().minusYears(years)), calendar, instants, days);
        }
    }

    private static void add(Value value, ShopCalendar calendar, List<Instant> instants, List<LocalDate> days) {
        switch (value) {
            case Value.Moment ignored -> instants.add(calendar.instants(value).from());
            case Value.LocalMoment ignored ->
                instants.add(calendar.instants(value).from());
            case Value.RelativeHours ignored ->
                instants.add(calendar.instants(value).from());
            case Value.Day ignored -> addDays(value, calendar, instants, days);
            case Value.RelativeDay ignored -> addDays(value, calendar, instants, days);
            case Value.Period ignored -> addDays(value, calendar, instants, days);
            default -> {}
        }
    }

    private static void addDays(Value value, ShopCalendar calendar, List<Instant> instants, List<LocalDate> days) {
        instants.add(calendar.instants(value).from());
        instants.add(calendar.instants(value).until());
        days.add(calendar.days(value).from());
        days.add(calendar.days(value).until());
    }

    private static List<Value> spelledOut(Value value) {
        if (!(value instanceof Value.Duration(var amount, var unit))) {
            return List.of(value);
        }
        return unit == TimeUnit.HOUR
                ? List.of(new Value.RelativeHours(amount), new Value.RelativeHours(-amount))
                : List.of(new Value.RelativeDay(amount, unit), new Value.RelativeDay(-amount, unit));
    }

    private static List<Value> values(Rule.Leaf leaf) {
        return switch (leaf) {
            case Rule.Everyone() -> List.of();
            case Rule.Condition condition -> condition.values();
            case Rule.HasBeen hasBeen -> List.of(hasBeen.value());
            case Rule.Anniversary anniversary -> anniversary.values();
            case Rule.Matches matches ->
                matches.parameters().stream()
                        .flatMap(parameter -> parameter.values().stream())
                        .toList();
            case Rule.InSegment ignored -> List.of();
            case Rule.InLayer ignored -> List.of();
            case Rule.Within ignored -> List.of();
            case Rule.Bucket ignored -> List.of();
        };
    }
}
