package io.kequn.rule;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a rule reads of the totals of a customer's orders.
///
/// @param number of orders; null if the rule does not read it, like the amounts
/// @param counts whether the rule counts orders in any way
record OrderTotals(
        @Nullable Compared number,
        @Nullable Compared spent,
        @Nullable Compared refunded,
        boolean counts) {
    static final String ORDERS_PLACED = "orders_placed";
    private static final double PAID_BACK = 40;
    private static final double CANCELLED = 45;
    private static final int MOST = 20;

    static OrderTotals of(List<Explained> leaves) {
        boolean counts = leaves.stream().anyMatch(leaf -> counts(leaf.condition()));
        return new OrderTotals(
                find(leaves, TotalsWhatIf.NUMBER_OF_ORDERS),
                find(leaves, TotalsWhatIf.AMOUNT_SPENT),
                find(leaves, TotalsWhatIf.REFUNDED_AMOUNT),
                counts);
    }

    private static boolean counts(Rule.Leaf leaf) {
        return switch (leaf) {
            case Rule.Condition condition -> condition.attribute().equals(TotalsWhatIf.NUMBER_OF_ORDERS);
            case Rule.Matches matches ->
                matches.parameters().stream()
                        .anyMatch(parameter -> parameter.name().equals("count"));
            default -> false;
        };
    }

    /// With all thresholds of the rule.
    private static @Nullable Compared find(List<Explained> leaves, String name) {
        List<Compared> found = leaves.stream()
                .flatMap(leaf -> Compared.of(leaf).stream())
                .filter(compared -> compared.name().equals(name))
                .toList();
        return found.isEmpty()
                ? null
                : new Compared(
                        name,
                        found.getFirst().present(),
                        found.stream()
                                .flatMap(compared -> compared.thresholds().stream())
                                .toList());
    }

    /// How more orders are told: by what is spent, by their number, or both, as the rule asks.
    List<RuleChange> more(long count, @Nullable Value amount) {
        List<RuleChange> changes = new ArrayList<>();
        if (amount == null || count > 1 || counts) {
            changes.add(RuleChange.difference(
                    TotalsWhatIf.NUMBER_OF_ORDERS,
                    number == null ? null : number.present(),
                    new Value.Decimal(BigDecimal.valueOf(count))));
        }
        if (amount != null) {
            BigDecimal all = ValueTruth.number(amount).multiply(BigDecimal.valueOf(count));
            changes.add(RuleChange.difference(
                    TotalsWhatIf.AMOUNT_SPENT, spent == null ? null : spent.present(), new Value.Money(all)));
        }
        return changes;
    }

    /// Money paid back, and orders cancelled.
    List<Move> less(String subject) {
        List<Move> moves = new ArrayList<>();
        for (BigDecimal amount : paidBack()) {
            moves.add(Move.of(
                    new Effect.PaidBack(subject, amount),
                    PAID_BACK,
                    RuleChange.difference(
                            TotalsWhatIf.REFUNDED_AMOUNT,
                            refunded == null ? null : refunded.present(),
                            new Value.Money(amount))));
        }
        if (number != null) {
            BigDecimal present = ValueTruth.number(number.present());
            number.missing().stream()
                    .filter(missing -> missing.signum() < 0 && missing.negate().compareTo(present) <= 0)
                    .distinct()
                    .limit(MOST)
                    .forEach(missing -> moves.add(Move.of(
                            new Effect.Cancelled(subject, missing.negate().longValue()),
                            CANCELLED,
                            RuleChange.difference(
                                    TotalsWhatIf.NUMBER_OF_ORDERS, number.present(), new Value.Decimal(missing)))));
        }
        return moves;
    }

    private List<BigDecimal> paidBack() {
        Set<BigDecimal> amounts = new LinkedHashSet<>();
        if (spent != null) {
            spent.missing().forEach(missing -> amounts.add(missing.negate()));
        }
        if (refunded != null) {
            amounts.addAll(refunded.missing());
        }
        return amounts.stream()
                .filter(amount -> amount.signum() > 0)
                .limit(MOST)
                .toList();
    }
}
