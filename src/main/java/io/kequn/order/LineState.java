package io.kequn.order;

import io.kequn.platform.value.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;

/// One line with what was refunded of it, at most the whole line. A line is fully refunded once all of its quantity
/// came back or all of its money went back.
record LineState(Sent.Line line, BigDecimal refundedQuantity, long refundedAmount, boolean counts) {
    static List<LineState> of(OrderState order) {
        boolean orderCounts = order.counts();
        var quantities = new HashMap<Integer, BigDecimal>();
        var amounts = new HashMap<Integer, Long>();
        for (var refunded : order.refunds) {
            for (var part : refunded.refund().lines()) {
                quantities.merge(part.number(), part.quantity(), BigDecimal::add);
                amounts.merge(part.number(), part.amount(), Long::sum);
            }
        }
        return order.lines.stream()
                .map(line -> of(
                        line,
                        quantities.getOrDefault(line.number(), BigDecimal.ZERO),
                        amounts.getOrDefault(line.number(), 0L),
                        orderCounts))
                .toList();
    }

    private static LineState of(Sent.Line line, BigDecimal quantity, long amount, boolean orderCounts) {
        boolean returned = quantity.compareTo(line.quantity()) >= 0;
        boolean paidBack = amount > 0 && amount >= line.amount();
        return new LineState(
                line,
                quantity.min(line.quantity()),
                Math.min(amount, line.amount()),
                orderCounts && !returned && !paidBack);
    }

    BigDecimal netQuantity() {
        return line.quantity().subtract(refundedQuantity);
    }

    long netAmount() {
        return line.amount() - refundedAmount;
    }

    OrderLine view(Currency currency) {
        return new OrderLine(
                line.number(),
                line.productId(),
                line.name(),
                line.category(),
                line.brand(),
                line.tags(),
                line.quantity(),
                Money.of(line.price(), currency),
                Money.of(line.amount(), currency),
                netQuantity(),
                Money.of(netAmount(), currency),
                counts);
    }
}
