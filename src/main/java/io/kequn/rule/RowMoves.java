package io.kequn.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// How many more orders or events of which kind could make a difference.
final class RowMoves {
    private static final double ONE = 12;
    static final double EACH = 2;
    private static final double AMOUNT = 4;
    private static final int MOST_COUNTED = 20;
    private static final int MOST_COUNTS = 8;
    private static final int MOST_SUMS = 8;
    private static final int MOST_LIKE = 12;
    private static final int MOST_WORTHS = 30;
    private static final long MOST_ROWS = 1_000;
    private static final int DIGITS = 6;

    private final WhatIf whatIf;
    private final String subject;
    private final List<Explained> leaves;
    private final OrderTotals totals;

    RowMoves(WhatIf whatIf, String subject, List<Explained> leaves) {
        this.whatIf = whatIf;
        this.subject = subject;
        this.leaves = leaves;
        this.totals = OrderTotals.of(leaves);
    }

    List<Move> all() {
        Set<NewRows.Like> like = new LinkedHashSet<>();
        for (Explained leaf : leaves) {
            switch (leaf.condition()) {
                case Rule.Matches matches -> new NewRows(whatIf).of(matches).ifPresent(like::add);
                case Rule.Condition condition -> like.add(ofAttribute(condition));
                default -> {}
            }
        }
        List<Move> moves = new ArrayList<>();
        like.stream().limit(MOST_LIKE).forEach(row -> moves(row, moves));
        moves.addAll(totals.less(subject));
        leaves.forEach(leaf -> new UndoneOrders(subject).of(leaf).ifPresent(moves::add));
        return moves;
    }

    /// Any order changes the totals; an event of its kind changes when that happened last.
    private NewRows.Like ofAttribute(Rule.Condition condition) {
        return whatIf.vocabulary().attributeOf(condition.attribute()).storage()
                        instanceof Attribute.Storage.Latest latest
                ? new NewRows.Like("event", latest.kind(), Map.of())
                : new NewRows.Like(OrderTotals.ORDERS_PLACED, null, Map.of());
    }

    private void moves(NewRows.Like like, List<Move> into) {
        for (long count : counts()) {
            into.add(move(like, count, Map.of()));
            for (Map<String, Value> sums : sums()) {
                Map<String, Value> each = new HashMap<>();
                sums.forEach((name, sum) -> each.put(name, share(sum, count)));
                each.keySet().removeAll(like.row().keySet());
                if (!each.isEmpty()) {
                    into.add(move(like, count, each));
                }
            }
        }
        worths().stream()
                .filter(worth -> like.row().keySet().stream().noneMatch(worth::containsKey))
                .limit(MOST_WORTHS)
                .forEach(worth -> into.add(move(like, 1, worth)));
    }

    private Move move(NewRows.Like like, long count, Map<String, Value> more) {
        Map<String, Value> row = new HashMap<>(like.row());
        row.putAll(more);
        boolean order = like.kind() == null && like.function().equals(OrderTotals.ORDERS_PLACED);
        List<RuleChange> changes = order && like.row().isEmpty()
                ? totals.more(count, row.get("amount"))
                : List.of(RuleChange.more(like.function(), count, properties(like, row)));
        double weight = ONE + EACH * Math.min(count, MOST_COUNTED) + AMOUNT * row.size();
        if (order) {
            row.put(RowsWhatIf.ORDER, new Value.Truth(true));
        }
        return new Move(new Effect.More(subject, like.function(), like.kind(), count, row), weight, changes);
    }

    private List<RuleChange.ChangeProperty> properties(NewRows.Like like, Map<String, Value> row) {
        List<RuleChange.ChangeProperty> properties = new ArrayList<>();
        if (like.function().equals("event") && like.kind() != null) {
            properties.add(new RuleChange.ChangeProperty("name", like.kind()));
        }
        row.keySet().stream()
                .sorted()
                .forEach(name -> properties.add(
                        new RuleChange.ChangeProperty(name, String.valueOf(RuleChange.shown(row.get(name))))));
        return properties;
    }

    private Set<Long> counts() {
        Set<Long> counts = new TreeSet<>(Set.of(1L));
        for (Explained leaf : leaves) {
            for (Compared compared : Compared.of(leaf)) {
                if (compared.name().equals("count") || compared.name().equals(TotalsWhatIf.NUMBER_OF_ORDERS)) {
                    compared.missing().forEach(count -> counts.add(count.longValue()));
                }
            }
        }
        return new TreeSet<>(counts.stream()
                .filter(count -> count > 0 && count <= MOST_ROWS)
                .limit(MOST_COUNTS)
                .toList());
    }

    /// What the rows must add up to, each sum alone and all sums together.
    private List<Map<String, Value>> sums() {
        List<Map<String, Value>> sums = new ArrayList<>();
        Map<String, Value> together = new HashMap<>();
        for (Explained leaf : leaves) {
            for (Compared compared : Compared.of(leaf)) {
                String summed = compared.summed();
                if (summed != null) {
                    Stream.concat(Stream.of(BigDecimal.ZERO), compared.missing().stream())
                            .filter(sum -> sum.signum() >= 0)
                            .map(compared::like)
                            .forEach(sum -> {
                                sums.add(Map.of(summed, sum));
                                together.merge(summed, sum, RowMoves::larger);
                            });
                }
            }
        }
        if (together.size() > 1) {
            sums.add(together);
        }
        return sums.stream().distinct().limit(MOST_SUMS).toList();
    }

    /// What each row is worth by itself, where smallest, largest and average values are asked for.
    private Set<Map<String, Value>> worths() {
        Set<Map<String, Value>> worths = new LinkedHashSet<>();
        for (Explained leaf : leaves) {
            for (Compared.Worth worth : Compared.worths(leaf, whatIf.vocabulary())) {
                worth.values().forEach(value -> worths.add(Map.of(worth.name(), value)));
            }
        }
        return worths;
    }

    private static Value larger(Value one, Value other) {
        return ValueTruth.number(one).compareTo(ValueTruth.number(other)) < 0 ? other : one;
    }

    /// So many rows add up to at least the sum.
    private static Value share(Value sum, long count) {
        BigDecimal divisor = BigDecimal.valueOf(count);
        return sum instanceof Value.Money money
                ? new Value.Money(money.amount().divide(divisor, money.amount().scale(), RoundingMode.UP))
                : new Value.Decimal(ValueTruth.number(sum).divide(divisor, DIGITS, RoundingMode.UP));
    }
}
