package io.kequn.rule;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Foresees whether a condition would hold for a customer after some effects. What no effect touches stays as
/// SQL found it.
final class WhatIf {
    private final Vocabulary vocabulary;
    private final EvaluationTime present;
    private final RegexFinds regexes = new RegexFinds();

    WhatIf(Vocabulary vocabulary, EvaluationTime present) {
        this.vocabulary = vocabulary;
        this.present = present;
    }

    EvaluationTime present() {
        return present;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /// What holds at some instant.
    ValueTruth truth(EvaluationTime time) {
        return new ValueTruth(time, regexes);
    }

    /// The fact that a condition reads; null if it reads none that changes.
    @Nullable
    String subject(Rule.Leaf leaf) {
        return switch (leaf) {
            case Rule.Everyone everyone -> null;
            case Rule.Bucket bucket -> null;
            case Rule.Condition condition -> fact(condition.attribute());
            case Rule.HasBeen hasBeen -> fact(hasBeen.attribute());
            case Rule.Anniversary anniversary -> fact(anniversary.attribute());
            case Rule.Matches matches -> vocabulary.functionOf(matches).source().fact();
            case Rule.InSegment segment -> "segment:" + segment.segment();
            case Rule.InLayer layer -> "layer:" + layer.set();
            case Rule.Within within -> fact(Attribute.LOCATION);
        };
    }

    private String fact(String key) {
        Attribute attribute = vocabulary.attributeOf(key);
        return attribute.storage() instanceof Attribute.Storage.Latest latest
                ? latest.source().fact()
                : attribute.fact();
    }

    boolean readsTime(Rule.Leaf leaf) {
        return RuleUses.of(leaf, vocabulary).readsTime();
    }

    Outlook of(Explained leaf, Collection<Effect> effects) {
        EvaluationTime time = present;
        Effect touching = null;
        String subject = subject(leaf.condition());
        for (Effect effect : effects) {
            if (effect instanceof Effect.Waits waits) {
                time = new EvaluationTime(waits.until(), present.zone(), present.weekStart());
            }
            touching = effect.subject().equals(subject) ? effect : touching;
        }
        boolean later = !time.equals(present) && readsTime(leaf.condition());
        return touching == null && !later ? Outlook.of(leaf.holds()) : foreseen(leaf, touching, truth(time));
    }

    private Outlook foreseen(Explained leaf, @Nullable Effect effect, ValueTruth truth) {
        return switch (leaf.condition()) {
            case Rule.Everyone everyone -> Outlook.HOLDS;
            case Rule.Bucket bucket -> Outlook.of(leaf.holds());
            case Rule.Condition condition -> condition(condition, leaf.actual(), effect, truth);
            case Rule.Anniversary anniversary -> anniversary(anniversary, leaf.actual(), effect, truth);
            case Rule.HasBeen hasBeen -> hasBeen(hasBeen, leaf.actual(), effect, truth);
            case Rule.Matches matches ->
                leaf.actual() instanceof Actual.Events events
                        ? new RowsWhatIf(this, truth).of(matches, events, leaf.holds(), effect)
                        : Outlook.OPEN;
            case Rule.InSegment segment ->
                effect instanceof Effect.Enters enters
                        ? Outlook.of(enters.member() != segment.negated())
                        : Outlook.OPEN;
            case Rule.InLayer layer ->
                effect instanceof Effect.Moves moves ? Outlook.of(moves.layer().equals(layer.layer())) : Outlook.OPEN;
            case Rule.Within within -> within(within, effect);
        };
    }

    private Outlook condition(Rule.Condition rule, Actual actual, @Nullable Effect effect, ValueTruth truth) {
        if (effect instanceof Effect.Filled || effect instanceof Effect.Goes) {
            boolean asksForMissing = rule.operator().positive() == Operator.IS_NULL;
            return asksForMissing ? Outlook.of(rule.operator().isNegative()) : Outlook.OPEN;
        }
        if (actual instanceof Actual.Elements held) {
            Set<String> elements =
                    effect instanceof Effect.Elements others ? others.elements() : Set.copyOf(held.elements());
            return Outlook.of(truth.holds(rule.operator(), rule.values(), elements));
        }
        if (!(actual instanceof Actual.Single single)) {
            return Outlook.OPEN;
        }
        return switch (effect) {
            case null -> Outlook.of(truth.holds(rule.operator(), rule.values(), later(single, truth)));
            case Effect.Becomes becomes ->
                Outlook.of(truth.holds(rule.operator(), rule.values(), read(rule.attribute(), becomes.value(), truth)));
            case Effect.More more -> new TotalsWhatIf(this, truth).of(rule, single, more);
            case Effect.Cancelled cancelled -> new TotalsWhatIf(this, truth).of(rule, single, cancelled);
            case Effect.PaidBack back -> new TotalsWhatIf(this, truth).of(rule, single, back);
            default -> Outlook.OPEN;
        };
    }

    /// Only an age grows by itself.
    private static @Nullable Value later(Actual.Single single, ValueTruth truth) {
        return single.born() == null ? single.value() : age(single.born(), truth);
    }

    private @Nullable Value read(String attribute, @Nullable Value value, ValueTruth truth) {
        boolean age = vocabulary.attributeOf(attribute).storage() instanceof Attribute.Storage.AgeSince;
        return age && value instanceof Value.Day born ? age(born.day(), truth) : value;
    }

    private static Value age(java.time.LocalDate born, ValueTruth truth) {
        return new Value.Decimal(BigDecimal.valueOf(new Days(truth.time()).age(born)));
    }

    private static Outlook anniversary(
            Rule.Anniversary rule, Actual actual, @Nullable Effect effect, ValueTruth truth) {
        if (effect instanceof Effect.Becomes becomes) {
            return Outlook.of(truth.anniversary(rule, becomes.value()));
        }
        boolean known = effect == null && actual instanceof Actual.Single;
        return known ? Outlook.of(truth.anniversary(rule, ((Actual.Single) actual).value())) : Outlook.OPEN;
    }

    /// Another value counts from now on.
    private Outlook hasBeen(Rule.HasBeen rule, Actual actual, @Nullable Effect effect, ValueTruth truth) {
        if (!(actual instanceof Actual.Kept kept)) {
            return Outlook.OPEN;
        }
        if (effect == null) {
            boolean equal = holdsValue(rule, kept.value(), truth);
            return Outlook.of(equal && !truth.time().at().isBefore(kept.oldEnough()));
        }
        if (!(effect instanceof Effect.Becomes becomes)) {
            return Outlook.OPEN;
        }
        boolean longAgo = !new Days(truth.time()).before(rule.length()).isBefore(present.at());
        return Outlook.of(holdsValue(rule, becomes.value(), truth) && longAgo);
    }

    private static boolean holdsValue(Rule.HasBeen rule, @Nullable Value value, ValueTruth truth) {
        return truth.holds(Operator.EQUAL, List.of(rule.value()), value);
    }

    /// On the edge nothing is foreseen, whatever the rounding.
    private static Outlook within(Rule.Within rule, @Nullable Effect effect) {
        if (effect instanceof Effect.Becomes) {
            return Outlook.FAILS;
        }
        if (!(effect instanceof Effect.Goes goes)) {
            return Outlook.OPEN;
        }
        double share = Sphere.haversine(
                        rule.latitude().number().doubleValue(),
                        rule.longitude().number().doubleValue(),
                        goes.latitude(),
                        goes.longitude())
                / Math.max(Sphere.cap(rule).haversine(), 1e-18);
        boolean edge = share > 0.999 && share < 1.001;
        return edge ? Outlook.OPEN : Outlook.of(share < 1);
    }
}
