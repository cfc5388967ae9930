package io.kequn.order;

import io.kequn.platform.value.Fingerprint;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What stands in the order's own row and was sent.
record OrderHead(
        UUID customerId,
        Instant placedAt,
        long total,
        @Nullable String channel,
        @Nullable String store,
        @Nullable String paymentMethod,
        boolean test,
        Fingerprint fingerprint) {
    static OrderHead of(Sent.Order sent, UUID customer) {
        return new OrderHead(
                customer,
                sent.placedAt(),
                sent.total(),
                sent.channel(),
                sent.store(),
                sent.paymentMethod(),
                sent.test(),
                sent.fingerprint());
    }

    OrderHead paidBy(@Nullable String method) {
        return new OrderHead(customerId, placedAt, total, channel, store, method, test, fingerprint);
    }
}
