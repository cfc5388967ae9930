package io.kequn.rule;

import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/// Whether what a customer is said to have agrees with what the condition is said to be: the value that is shown must
/// make the condition true or false by itself.
record ActualMeaning(EvaluationTime time) {
    boolean agrees(Explained explained) {
        var conditions = new ConditionMeaning(new ShopCalendar(time));
        return switch (explained.actual()) {
            case Actual.Nothing() -> explained.holds();
            case Actual.Single single -> single(conditions, explained, single);
            case Actual.Elements set ->
                explained.condition() instanceof Rule.Condition condition
                        && conditions.holds(new HashSet<>(set.elements()), condition.operator(), condition.values())
                                == explained.holds();
            case Actual.Events events -> events(conditions, explained, events);
            case Actual.Kept kept ->
                explained.condition() instanceof Rule.HasBeen hasBeen
                        && new LeafMeaning(new ShopCalendar(time), conditions)
                                        .hasBeen(fact(kept.value()), kept.since(), hasBeen)
                                == explained.holds();
            case Actual.Member member ->
                explained.condition() instanceof Rule.InSegment segment
                        && (member.member() != segment.negated()) == explained.holds();
            case Actual.Layer layer ->
                explained.condition() instanceof Rule.InLayer condition
                        && condition.layer().equals(layer.layer()) == explained.holds();
            case Actual.Distance distance -> distance.kilometres() != null || !explained.holds();
            case Actual.Sample sample ->
                explained.condition() instanceof Rule.Bucket bucket
                        && (sample.percent().compareTo(bucket.percent().number()) < 0) == explained.holds();
        };
    }

    private boolean single(ConditionMeaning conditions, Explained explained, Actual.Single single) {
        var fact = fact(single.value());
        return switch (explained.condition()) {
            case Rule.Condition condition ->
                conditions.holds(fact, condition.operator(), condition.values()) == explained.holds();
            case Rule.Anniversary anniversary ->
                new LeafMeaning(new ShopCalendar(time), conditions).anniversary(fact, anniversary) == explained.holds();
            default -> false;
        };
    }

    /// An average is shown rounded, so that only its presence can be judged.
    private static boolean events(ConditionMeaning conditions, Explained explained, Actual.Events events) {
        if (!(explained.condition() instanceof Rule.Matches matches)
                || events.aggregates().stream().anyMatch(each -> each.name().startsWith("avg_"))) {
            return true;
        }
        boolean all = events.aggregates().stream()
                .allMatch(each -> conditions.holds(
                        fact(each.value()),
                        each.operator(),
                        each.thresholds().stream().map(Actual.Threshold::value).toList()));
        return matches.negated() != all == explained.holds();
    }

    private static @Nullable Object fact(@Nullable Value value) {
        return switch (value) {
            case null -> null;
            case Value.Text(var text) -> text;
            case Value.Decimal(var number) -> number;
            case Value.Money money -> ConditionMeaning.decimal(money);
            case Value.Truth(var truth) -> truth;
            case Value.Day(var day) -> day;
            case Value.Moment(var moment) -> moment;
            default -> throw new IllegalArgumentException("No value that is stored: " + value);
        };
    }
}
