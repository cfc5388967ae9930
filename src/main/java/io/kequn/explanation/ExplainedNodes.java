package io.kequn.explanation;

import io.kequn.explanation.SegmentExplanation.CountingEvent;
import io.kequn.explanation.SegmentExplanation.RuleNode;
import io.kequn.explanation.SegmentExplanation.RuleTest;
import io.kequn.explanation.SegmentExplanation.Threshold;
import io.kequn.explanation.SegmentExplanation.Unknown;
import io.kequn.rule.Actual;
import io.kequn.rule.Explained;
import io.kequn.rule.ExplainedRule;
import io.kequn.rule.Operator;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleChange;
import io.kequn.rule.RuleNodeKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Shows an explained rule to callers.
public final class ExplainedNodes {
    private static final int EVENTS = 10;

    private ExplainedNodes() {}

    /// The rule and all below it.
    public static RuleNode of(ExplainedRule part) {
        return of(part, leaf -> null);
    }

    /// The same of the past; `unknown` tells why a condition cannot be told, and null where it can.
    static RuleNode of(ExplainedRule part, Function<Explained, @Nullable Unknown> unknown) {
        var leaf = part.leaf();
        if (leaf == null) {
            var children =
                    part.children().stream().map(child -> of(child, unknown)).toList();
            return node(part, holds(part.kind(), children), children, null, null);
        }
        var reason = unknown.apply(leaf);
        return reason == null
                ? node(part, leaf.holds(), List.of(), leaf, null)
                : node(part, null, List.of(), null, reason);
    }

    private static RuleNode node(
            ExplainedRule part,
            @Nullable Boolean holds,
            List<RuleNode> children,
            @Nullable Explained leaf,
            @Nullable Unknown unknown) {
        return new RuleNode(
                part.kind(),
                part.rule().text(),
                part.pointer(),
                holds,
                children,
                leaf == null ? List.of() : tests(leaf),
                leaf == null ? List.of() : events(leaf.actual()),
                unknown);
    }

    /// What is known decides where it does by itself.
    private static @Nullable Boolean holds(RuleNodeKind kind, List<RuleNode> children) {
        return switch (kind) {
            case ALL -> decided(children, false);
            case ANY -> decided(children, true);
            case NOT -> {
                var child = children.getFirst().holds();
                yield child == null ? null : !child;
            }
            case CONDITION -> throw new IllegalArgumentException("a condition holds by itself");
        };
    }

    private static @Nullable Boolean decided(List<RuleNode> children, boolean decisive) {
        var held = children.stream().map(RuleNode::holds).toList();
        if (held.contains(decisive)) {
            return decisive;
        }
        return held.stream().anyMatch(Objects::isNull) ? null : Boolean.valueOf(!decisive);
    }

    private static List<RuleTest> tests(Explained leaf) {
        return switch (leaf.actual()) {
            case Actual.Nothing nothing -> List.of();
            case Actual.Single single ->
                List.of(test(name(leaf), operator(leaf), RuleChange.shown(single.value()), single.thresholds()));
            case Actual.Elements set ->
                List.of(new RuleTest(
                        name(leaf),
                        operator(leaf),
                        null,
                        set.elements(),
                        set.elements().isEmpty(),
                        thresholds(set.thresholds())));
            case Actual.Events events ->
                events.aggregates().stream()
                        .map(each -> test(
                                each.name(), each.operator().json(), RuleChange.shown(each.value()), each.thresholds()))
                        .toList();
            case Actual.Kept kept -> kept(leaf, kept);
            case Actual.Member member ->
                List.of(test(name(leaf), operator(leaf), String.valueOf(member.member()), List.of()));
            case Actual.Layer layer -> List.of(compared(leaf, layer.layer(), name(leaf, true)));
            case Actual.Distance distance ->
                List.of(compared(leaf, plain(distance.kilometres()), plain(distance.most()) + " km"));
            case Actual.Sample sample -> List.of(compared(leaf, plain(sample.percent()), name(leaf, true)));
        };
    }

    /// A value, and since when it is recorded against from when on it is old enough.
    private static List<RuleTest> kept(Explained leaf, Actual.Kept kept) {
        var wanted = leaf.condition() instanceof Rule.HasBeen rule ? rule.value() : kept.value();
        var since = kept.value() == null ? null : kept.since().toString();
        return List.of(
                compared(leaf, RuleChange.shown(kept.value()), String.valueOf(RuleChange.shown(wanted))),
                new RuleTest(
                        "since",
                        Operator.LESS_OR_EQUAL.json(),
                        since,
                        null,
                        since == null,
                        List.of(new Threshold(kept.oldEnough().toString(), kept.oldEnough(), null))));
    }

    private static RuleTest compared(Explained leaf, @Nullable String actual, String threshold) {
        return new RuleTest(
                name(leaf),
                operator(leaf),
                actual,
                null,
                actual == null,
                List.of(new Threshold(threshold, null, null)));
    }

    private static RuleTest test(
            String name, String operator, @Nullable String actual, List<Actual.Threshold> thresholds) {
        return new RuleTest(name, operator, actual, null, actual == null, thresholds(thresholds));
    }

    private static List<Threshold> thresholds(List<Actual.Threshold> thresholds) {
        return thresholds.stream()
                .map(each -> new Threshold(String.valueOf(RuleChange.shown(each.value())), each.from(), each.until()))
                .toList();
    }

    private static String name(Explained leaf) {
        return name(leaf, false);
    }

    /// What is asked for, or the value that it is compared with.
    private static String name(Explained leaf, boolean value) {
        return switch (leaf.condition()) {
            case Rule.Everyone everyone -> "true";
            case Rule.Condition condition -> condition.attribute();
            case Rule.HasBeen hasBeen -> hasBeen.attribute();
            case Rule.Anniversary anniversary -> "anniversary(" + anniversary.attribute() + ")";
            case Rule.Matches matches -> matches.function();
            case Rule.InSegment segment -> segment.segment();
            case Rule.InLayer layer -> value ? layer.layer() : layer.set();
            case Rule.Within within -> "location";
            case Rule.Bucket bucket ->
                value ? String.valueOf(RuleChange.shown(bucket.percent())) : "bucket(" + bucket.salt() + ")";
        };
    }

    private static String operator(Explained leaf) {
        return switch (leaf.condition()) {
            case Rule.Everyone everyone -> Operator.EQUAL.json();
            case Rule.Condition condition -> condition.operator().json();
            case Rule.HasBeen hasBeen -> Operator.EQUAL.json();
            case Rule.Anniversary anniversary -> anniversary.operator().json();
            case Rule.Matches matches -> matches.negated() ? "not_matches" : "matches";
            case Rule.InSegment segment -> (segment.negated() ? Operator.NOT_IN : Operator.IN).json();
            case Rule.InLayer layer -> Operator.EQUAL.json();
            case Rule.Within within -> Operator.LESS_OR_EQUAL.json();
            case Rule.Bucket bucket -> Operator.LESS.json();
        };
    }

    private static List<CountingEvent> events(Actual actual) {
        var rows = actual instanceof Actual.Events events
                ? events.rows().some().stream().filter(Actual.Row::counts)
                : Stream.<Actual.Row>of();
        return rows.limit(EVENTS)
                .map(row -> new CountingEvent(row.id(), row.name(), row.at(), plain(row.amount())))
                .toList();
    }

    private static @Nullable String plain(@Nullable BigDecimal number) {
        return number == null ? null : number.toPlainString();
    }
}
