package io.kequn.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The cancellation of an order. `externalId` is needed only where an order is cancelled more than once.
public record NewCancellation(
        @Nullable String externalId,
        Instant occurredAt,
        @Nullable String reason) {}
