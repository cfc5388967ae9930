package io.kequn.order;

import static io.kequn.platform.problem.ErrorCode.TIME_IN_FUTURE;

import io.kequn.platform.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One item of a command on its way through the transaction, with what becomes of it.
final class Slot {
    private static final Duration TOLERANCE = Duration.ofHours(24);

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
        var latest = now.plus(TOLERANCE);
        try {
            switch (open()) {
                case Sent.Order order -> {
                    check("/placedAt", order.placedAt(), latest);
                    check("/statusAt", order.statusAt(), latest);
                    order.events().forEach(event -> check(place(event), event.occurredAt(), latest));
                    for (int i = 0; i < order.refunds().size(); i++) {
                        check(
                                "/refunds/" + i + "/occurredAt",
                                order.refunds().get(i).occurredAt(),
                                latest);
                    }
                }
                case Sent.Update update -> check("/occurredAt", update.fact().occurredAt(), latest);
                case Sent.CustomerRefund customerRefund -> check("/occurredAt", customerRefund.occurredAt(), latest);
                case null -> {}
            }
        } catch (Refusal future) {
            refusal = future;
        }
    }

    private static String place(Sent.Event event) {
        return (event.status() == OrderStatus.PAID ? "/payment" : "/delivery") + "/occurredAt";
    }

    private static void check(String pointer, @Nullable Instant instant, Instant latest) {
        if (instant != null && instant.isAfter(latest)) {
            throw TIME_IN_FUTURE.at(
                    pointer, "Lies more than 24 hours ahead of the shop's present.", "比店铺当前时间超前 24 小时以上。");
        }
    }
}
