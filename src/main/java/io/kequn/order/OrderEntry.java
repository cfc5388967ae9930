package io.kequn.order;

import io.kequn.platform.value.Money;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What has happened to an order. `externalId` is null where the order itself said its status.
record OrderEntry(
        UUID id,
        OrderStatus status,
        Instant occurredAt,
        Instant recordedAt,
        @Nullable String externalId,
        @Nullable String paymentMethod,
        @Nullable Long amount,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        @Nullable String reason) {
    static OrderEntry of(Sent.Event event, Instant recordedAt) {
        return new OrderEntry(
                Sent.newId(),
                event.status(),
                event.occurredAt(),
                recordedAt,
                event.id(),
                event.paymentMethod(),
                event.amount(),
                event.carrier(),
                event.trackingNumber(),
                event.reason());
    }

    static OrderEntry ofOrder(OrderStatus status, Instant occurredAt, Instant recordedAt) {
        return new OrderEntry(Sent.newId(), status, occurredAt, recordedAt, null, null, null, null, null, null);
    }

    boolean isOrders() {
        return externalId == null;
    }

    boolean hasNameOf(Sent.Event event) {
        return status == event.status() && event.id().equals(externalId);
    }

    boolean says(Sent.Event event) {
        return event.equals(new Sent.Event(
                status,
                String.valueOf(externalId),
                occurredAt,
                paymentMethod,
                amount,
                carrier,
                trackingNumber,
                reason));
    }

    OrderEvent view(Currency currency) {
        return new OrderEvent(
                status,
                occurredAt,
                recordedAt,
                externalId,
                paymentMethod,
                Money.ofNullable(amount, currency),
                carrier,
                trackingNumber,
                reason);
    }
}
