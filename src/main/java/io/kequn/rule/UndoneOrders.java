package io.kequn.rule;

import java.util.List;
import java.util.Optional;

/// Events have happened for good, but orders can be cancelled: all that a condition counts.
record UndoneOrders(String subject) {
    private static final double UNDONE = 45;

    Optional<Move> of(Explained leaf) {
        boolean known = leaf.condition() instanceof Rule.Matches
                && leaf.actual() instanceof Actual.Events events
                && events.rows().complete();
        if (!known || !subject.equals(MovePool.ORDER)) {
            return Optional.empty();
        }
        Rule.Matches rule = (Rule.Matches) leaf.condition();
        List<String> orders = ((Actual.Events) leaf.actual())
                .rows().some().stream()
                        .filter(Actual.Row::counts)
                        .map(Actual.Row::id)
                        .distinct()
                        .toList();
        boolean lifted = rule.parameters().stream()
                .anyMatch(parameter -> parameter.name().equals("status"));
        if (orders.isEmpty() || lifted) {
            return Optional.empty();
        }
        List<RuleChange.ChangeProperty> properties = orders.stream()
                .map(id -> new RuleChange.ChangeProperty("order", id))
                .toList();
        return Optional.of(Move.of(
                new Effect.Undone(subject, rule),
                UNDONE + RowMoves.EACH * orders.size(),
                RuleChange.more(OrderTotals.ORDERS_PLACED, -orders.size(), properties)));
    }
}
