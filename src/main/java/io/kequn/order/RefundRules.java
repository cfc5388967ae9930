package io.kequn.order;

import static io.kequn.platform.problem.ErrorCode.REFERENCE_UNKNOWN;
import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import io.kequn.platform.value.Money;
import java.math.BigDecimal;

/// What a refund that is sent for a known order may give back: no more than is left. A refund that came before
/// its order was taken without knowing the order, and an order's total may be corrected when its money has gone
/// back already. In both cases the refund is kept as it was sent, since it has happened, and the order counts
/// as refunded by at most its total.
final class RefundRules {
    private RefundRules() {}

    /// Refuses what gives back more than is left, by a refund that was sent at `place`; a refund that the order
    /// has already is judged by its content later.
    static void check(OrderState order, String place, Sent.Refund refund) {
        var key = refund.key(order.key);
        if (order.refunds.stream().anyMatch(known -> known.key().equals(key))) {
            return;
        }
        if (refund.amount() > order.amount()) {
            throw VALUE_INVALID.at(
                    place + "/amount",
                    "Gives back more than is left of the order: " + shown(order, order.amount()) + ".",
                    "退款金额超过订单剩余可退金额：" + shown(order, order.amount()) + "。");
        }
        var states = order.lineStates();
        for (int i = 0; i < refund.lines().size(); i++) {
            var part = refund.lines().get(i);
            var state = states.stream()
                    .filter(line -> line.line().number() == part.number())
                    .findFirst();
            String pointer = place + "/lines/" + i;
            if (state.isEmpty()) {
                throw REFERENCE_UNKNOWN.at(
                        pointer + "/lineNumber",
                        "The order has no line " + part.number() + ".",
                        "订单没有第 " + part.number() + " 行。");
            }
            check(order, pointer, part, state.get());
        }
    }

    private static void check(OrderState order, String pointer, Sent.RefundLine part, LineState line) {
        BigDecimal left = line.netQuantity();
        if (part.quantity().compareTo(left) > 0) {
            throw VALUE_INVALID.at(
                    pointer + "/quantity",
                    "Returns more than is left of the line: " + left.toPlainString() + ".",
                    "退货数量超过该行剩余数量：" + left.toPlainString() + "。");
        }
        if (part.amount() > line.netAmount()) {
            throw VALUE_INVALID.at(
                    pointer + "/amount",
                    "Gives back more than is left of the line: " + shown(order, line.netAmount()) + ".",
                    "退款金额超过该行剩余金额：" + shown(order, line.netAmount()) + "。");
        }
    }

    private static String shown(OrderState order, long amount) {
        return Money.of(amount, order.currency).amount();
    }
}
