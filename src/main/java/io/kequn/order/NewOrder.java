package io.kequn.order;

import io.kequn.platform.value.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An order as its source knows it. Sent again under the same `source` and `externalId` it replaces what was
/// sent before; refunds, payments, deliveries and cancellations that are known already stay, also those that
/// came before the order. A payment or delivery in it takes the place of a known one with the same external id.
///
/// `customer` is a customer's id or `{source}:{externalId}`; an identity that nobody has yet makes a customer.
/// `statusAt` is when the order reached its `status`: by default `placedAt` for a new order, or the present
/// if that lies ahead, and the present for one whose status the source has changed.
public record NewOrder(
        String customer,
        String source,
        String externalId,
        Instant placedAt,
        Money total,
        @Nullable OrderStatus status,
        @Nullable Instant statusAt,
        @Nullable String channel,
        @Nullable String store,
        @Nullable Boolean test,
        @Nullable List<NewOrderLine> lines,
        @Nullable NewPayment payment,
        @Nullable NewDelivery delivery,
        @Nullable List<NewRefund> refunds) {
    /// The same order of the customer so named.
    NewOrder of(String customer) {
        return new NewOrder(
                customer,
                source,
                externalId,
                placedAt,
                total,
                status,
                statusAt,
                channel,
                store,
                test,
                lines,
                payment,
                delivery,
                refunds);
    }
}
