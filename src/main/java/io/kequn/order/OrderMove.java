package io.kequn.order;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a command has made of an order, for features that follow orders.
///
/// @param reference the order as its source knows it, `{source}:{externalId}`
/// @param before as it was before the command; null: there was none
public record OrderMove(
        UUID id,
        String reference,
        Instant placedAt,
        State now,
        @Nullable State before) {
    /// What of an order is about money, in minor units; `amount` is the total less refunds.
    public record State(UUID customer, long total, long amount, boolean counts) {}

    static OrderMove of(OrderState now, @Nullable OrderState before) {
        return new OrderMove(
                now.id, now.key.toString(), now.head.placedAt(), state(now), before == null ? null : state(before));
    }

    private static State state(OrderState order) {
        return new State(order.head.customerId(), order.head.total(), order.amount(), order.counts());
    }

    /// Whether anything about money has changed, or whose order it is.
    public boolean isAboutMoney() {
        return !now.equals(before);
    }
}
