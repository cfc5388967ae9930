package io.kequn.order;

import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.platform.problem.Refusal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The refunds that have the names a command mentions, those that it adds included, and those that wait for their
/// order: an external id of a refund names one refund in the whole shop.
final class KnownRefunds {
    private final Map<OrderKey, RefundStore.Stored> byName;
    private final Map<OrderKey, OrderKey> waiting;

    /// `waiting` gives for each name the order that it waits for.
    KnownRefunds(Map<OrderKey, RefundStore.Stored> stored, Map<OrderKey, OrderKey> waiting) {
        this.byName = new HashMap<>(stored);
        this.waiting = Map.copyOf(waiting);
    }

    static KnownRefunds none() {
        return new KnownRefunds(Map.of(), Map.of());
    }

    RefundStore.@Nullable Stored get(OrderKey name) {
        return byName.get(name);
    }

    void add(RefundStore.Stored refund) {
        byName.put(refund.key(), refund);
    }

    void addAll(OrderState order) {
        order.changes.addedRefunds.forEach(added -> add(RefundStore.Stored.of(order, added)));
    }

    /// Refuses an order with a refund whose name is another one's.
    void requireOwn(OrderState order) {
        for (var added : order.changes.addedRefunds) {
            var known = get(added.key());
            if (known != null && !order.id.equals(known.order())) {
                throw taken(added.key());
            }
            requireNotWaiting(added.key(), order.key);
        }
    }

    /// Refuses a name that a refund has already, for one that is to wait for `order`.
    void requireFree(OrderKey name, OrderKey order) {
        if (get(name) != null) {
            throw taken(name);
        }
        requireNotWaiting(name, order);
    }

    /// Refuses a name that waits for another order than this one, or for any where there is none.
    void requireNotWaiting(OrderKey name, @Nullable OrderKey order) {
        var other = waiting.get(name);
        if (other != null && !other.equals(order)) {
            throw STATE_CONFLICT.because(
                    "The refund `" + name + "` waits for the order `" + other + "`; use another external id.",
                    "退款 `" + name + "` 正在等待订单 `" + other + "`，请使用新的外部编号。");
        }
    }

    static Refusal taken(OrderKey refund) {
        return STATE_CONFLICT.because(
                "The refund `" + refund + "` is known with other content; use another external id.",
                "退款 `" + refund + "` 已存在且内容不同，请使用新的外部编号。");
    }
}
