package io.kequn.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Foresees what a condition on orders or events says when there are more of them, and when time passes.
record RowsWhatIf(WhatIf whatIf, ValueTruth truth) {
    /// Tells that a new row is an order as a whole.
    static final String ORDER = "order";

    Outlook of(Rule.Matches rule, Actual.Events events, boolean holds, @Nullable Effect effect) {
        boolean later = !truth.time().equals(whatIf.present());
        if (effect instanceof Effect.Undone undone) {
            boolean mine = undone.condition().equals(rule) && !later;
            return mine ? Outlook.of(rule.negated() != aggregates().none(events)) : Outlook.OPEN;
        }
        Outlook satisfied = switch (effect) {
            case null -> Outlook.FAILS;
            case Effect.PaidBack back -> Outlook.FAILS;
            case Effect.More more -> satisfies(rule, whatIf.vocabulary().functionOf(rule), more);
            default -> Outlook.OPEN;
        };
        if (satisfied == Outlook.OPEN && effect instanceof Effect.More && !later) {
            boolean orders = MovePool.ORDER.equals(whatIf.subject(rule));
            Outlook grown = aggregates().grown(events, orders);
            return rule.negated() ? grown.not() : grown;
        }
        if (satisfied == Outlook.OPEN || (!later && satisfied == Outlook.FAILS)) {
            return satisfied == Outlook.OPEN ? Outlook.OPEN : Outlook.of(holds);
        }
        Outlook positive = together(rule, events, satisfied == Outlook.HOLDS ? (Effect.More) effect : null);
        return rule.negated() ? positive.not() : positive;
    }

    /// Whether new rows are among those that the condition asks for.
    private Outlook satisfies(Rule.Matches rule, RuleFunction function, Effect.More more) {
        boolean sameKind = function.kinds() instanceof RuleFunction.Kinds.Fixed fixed
                ? fixed.kind().equals(more.kind())
                : true;
        if (!sameKind) {
            return Outlook.FAILS;
        }
        boolean otherRows = more.kind() == null && !function.name().equals(more.function());
        Set<String> kinds = function.kindsOf(rule.parameters());
        List<Outlook> outlooks = new ArrayList<>(otherRows ? List.of(Outlook.OPEN) : List.of());
        for (Rule.Parameter parameter : rule.parameters()) {
            function.row(parameter.name(), kinds)
                    .ifPresent(row -> outlooks.add(satisfies(row, parameter, function, more)));
        }
        boolean cancelled = more.row().containsKey("status") && !hasStatus(rule);
        return cancelled && function.liftedBy() != null ? Outlook.OPEN : Outlook.all(outlooks);
    }

    private static boolean hasStatus(Rule.Matches rule) {
        return rule.parameters().stream().anyMatch(parameter -> parameter.name().equals("status"));
    }

    private Outlook satisfies(RowParameter row, Rule.Parameter parameter, RuleFunction function, Effect.More more) {
        if (row.sql().equals(function.source().time())) {
            Value now = new Value.Moment(whatIf.present().at());
            return Outlook.of(truth.holds(parameter.operator(), parameter.values(), now));
        }
        boolean namesKind = function.kinds() instanceof RuleFunction.Kinds.NamedBy named
                && named.parameter().equals(parameter.name());
        Value value = namesKind && more.kind() != null
                ? new Value.Text(more.kind())
                : more.row().get(parameter.name());
        return value == null ? Outlook.OPEN : satisfies(row, parameter, value);
    }

    private Outlook satisfies(RowParameter row, Rule.Parameter parameter, Value value) {
        boolean comparable = parameter.values().stream().allMatch(other -> alike(other, value));
        if (!comparable) {
            return Outlook.OPEN;
        }
        if (row.set() && value instanceof Value.Text text) {
            return Outlook.of(truth.holds(parameter.operator(), parameter.values(), Set.of(text.text())));
        }
        return Outlook.of(truth.holds(parameter.operator(), parameter.values(), value));
    }

    private static boolean alike(Value one, Value other) {
        return one.getClass() == other.getClass() && !one.isMoving();
    }

    private Outlook together(Rule.Matches rule, Actual.Events events, Effect.@Nullable More more) {
        boolean later = !truth.time().equals(whatIf.present());
        if (later && !events.rows().complete()) {
            return Outlook.OPEN;
        }
        List<Actual.Row> counting = counting(rule, events);
        boolean same = counting.equals(
                events.rows().some().stream().filter(Actual.Row::counts).toList());
        List<Outlook> outlooks = new ArrayList<>();
        for (Actual.Aggregate aggregate : events.aggregates()) {
            Value base = !later || same ? aggregate.value() : AggregateWhatIf.of(aggregate, counting);
            boolean known = base != null || (!later && more != null);
            outlooks.add(known ? aggregates().with(aggregate, base, more) : Outlook.OPEN);
        }
        return Outlook.all(outlooks);
    }

    /// The rows that count at the later time.
    private List<Actual.Row> counting(Rule.Matches rule, Actual.Events events) {
        RuleFunction function = whatIf.vocabulary().functionOf(rule);
        List<Rule.Parameter> dates = dates(rule, function);
        return events.rows().some().stream()
                .filter(row -> dates.stream()
                        .allMatch(date -> truth.holds(date.operator(), date.values(), new Value.Moment(row.at()))))
                .toList();
    }

    /// What a condition asks of the time of its events.
    static List<Rule.Parameter> dates(Rule.Matches rule, RuleFunction function) {
        Set<String> kinds = function.kindsOf(rule.parameters());
        return rule.parameters().stream()
                .filter(parameter -> function.row(parameter.name(), kinds)
                        .filter(row -> row.sql().equals(function.source().time()))
                        .isPresent())
                .toList();
    }

    private AggregateWhatIf aggregates() {
        return new AggregateWhatIf(truth);
    }
}
