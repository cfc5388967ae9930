package io.kequn.order;

import io.kequn.platform.value.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A payment of an order: it makes the order `paid` at `occurredAt`. Inside an order `externalId` and `occurredAt` may
/// be missing; without `occurredAt` only the method is noted.
public record NewPayment(
        @Nullable String externalId,
        String method,
        @Nullable Money amount,
        @Nullable Instant occurredAt) {}
