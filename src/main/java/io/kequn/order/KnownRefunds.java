package io.kequn.order;

import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.platform.problem.Refusal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The refunds that have the names a command mentions, those that it adds included: an external id of a refund names
/// one refund in the whole shop.
final class KnownRefunds {
    private final Map<OrderKey, RefundStore.Stored> byName;

    KnownRefunds(Map<OrderKey, RefundStore.Stored> stored) {
        byName = new HashMap<>(stored);
    }

    RefundStore.@Nullable Stored get(OrderKey name) {
        return byName.get(name);
    }

    boolean has(OrderKey name) {
        return byName.containsKey(name);
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
        }
    }

    static Refusal taken(OrderKey refund) {
        return STATE_CONFLICT.because(
                "The refund `" + refund + "` is known with other content; use another external id.",
                "退款 `" + refund + "` 已存在且内容不同，请使用新的外部编号。");
    }
}
