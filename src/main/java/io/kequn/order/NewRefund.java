package io.kequn.order;

import io.kequn.platform.value.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A refund of an order. `source` is by default that of the order. `lines` says which lines it concerns; together they
/// give back no more than `amount`.
public record NewRefund(
        @Nullable String source,
        String externalId,
        Money amount,
        Instant occurredAt,
        @Nullable String reason,
        @Nullable List<NewRefundLine> lines) {}
