package io.kequn.order;

import io.kequn.platform.value.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing that happened to an order: a payment, a step of its delivery, a cancellation, or a status that the order
/// itself was sent with (`externalId` is null then).
public record OrderEvent(
        OrderStatus status,
        Instant occurredAt,
        Instant recordedAt,
        @Nullable String externalId,
        @Nullable String method,
        @Nullable Money amount,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        @Nullable String reason) {}
