package io.kequn.order;

import io.kequn.platform.problem.Ahead;
import io.kequn.platform.problem.Outcome;
import io.kequn.platform.problem.Refusal;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One item of a command on its way through the transaction, with what becomes of it.
final class Slot {
    final Sent.@Nullable Item item;

    @Nullable
    Refusal refusal;

    /// The order after the last item that touches it.
    @Nullable
    OrderKey order;

    RefundStore.@Nullable Stored refund;
    boolean created;
    boolean replayed;
    boolean pending;
    /// The customers that this item has changed.
    final Set<UUID> touched = new HashSet<>();

    private Slot(Sent.@Nullable Item item, @Nullable Refusal refusal) {
        this.item = item;
        this.refusal = refusal;
    }

    static Slot of(Outcome<? extends Sent.Item> checked) {
        return switch (checked) {
            case Outcome.Done<? extends Sent.Item>(var item) -> new Slot(item, null);
            case Outcome.Refused<? extends Sent.Item>(var refusal) -> new Slot(null, refusal);
        };
    }

    /// The item if nothing speaks against it so far.
    Sent.@Nullable Item open() {
        return refusal == null ? item : null;
    }

    void refuseFuture(Instant now) {
        try {
            switch (open()) {
                case Sent.Order order -> {
                    Ahead.check("/placedAt", order.placedAt(), now);
                    Ahead.check("/statusAt", order.statusAt(), now);
                    order.events().forEach(event -> Ahead.check(place(event), event.occurredAt(), now));
                    for (int i = 0; i < order.refunds().size(); i++) {
                        Ahead.check(
                                "/refunds/" + i + "/occurredAt",
                                order.refunds().get(i).occurredAt(),
                                now);
                    }
                }
                case Sent.Update update ->
                    Ahead.check("/occurredAt", update.fact().occurredAt(), now);
                case Sent.CustomerRefund customerRefund -> Ahead.check("/occurredAt", customerRefund.occurredAt(), now);
                case null -> {}
            }
        } catch (Refusal future) {
            refusal = future;
        }
    }

    private static String place(Sent.Event event) {
        return (event.status() == OrderStatus.PAID ? "/payment" : "/delivery") + "/occurredAt";
    }
}
