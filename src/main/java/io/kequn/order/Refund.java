package io.kequn.order;

import io.kequn.platform.value.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Money given back, of an order or of a customer only. `amount` is as it was sent.
public record Refund(
        UUID id,
        String source,
        String externalId,
        Money amount,
        Instant occurredAt,
        @Nullable String reason,
        List<RefundLine> lines) {
    public Refund {
        lines = List.copyOf(lines);
    }
}
