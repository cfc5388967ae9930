package io.kequn.order;

import io.kequn.platform.value.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A refund of a customer that names no order: it lowers `amount_spent`, also below 0, and never the number of orders.
public record NewCustomerRefund(
        String source,
        String externalId,
        Money amount,
        Instant occurredAt,
        @Nullable String reason) {}
