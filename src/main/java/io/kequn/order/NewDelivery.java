package io.kequn.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A step of an order's delivery: `status` is `shipped` or `delivered`. Both steps of one delivery have the same
/// `externalId`; inside an order it may be missing.
public record NewDelivery(
        @Nullable String externalId,
        OrderStatus status,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        Instant occurredAt) {}
