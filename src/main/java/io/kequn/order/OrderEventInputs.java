package io.kequn.order;

import io.kequn.customer.ReferenceInputs;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.Money;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks payments, deliveries and cancellations, be they sent inside an order or on their own.
final class OrderEventInputs {
    /// The external id of what an order carries inside itself without naming it.
    static final String INLINE = "order";

    private final Inputs inputs;
    private final Currency currency;

    OrderEventInputs(Inputs inputs, Currency currency) {
        this.inputs = inputs;
        this.currency = currency;
    }

    static Sent.Event payment(NewPayment payment, Currency currency) {
        var reader = new OrderEventInputs(new Inputs(), currency);
        reader.inputs.given("/occurredAt", payment.occurredAt());
        ReferenceInputs.externalId(reader.inputs, "/externalId", payment.externalId());
        return reader.checked(reader.read("", payment));
    }

    static Sent.Event delivery(NewDelivery delivery, Currency currency) {
        var reader = new OrderEventInputs(new Inputs(), currency);
        ReferenceInputs.externalId(reader.inputs, "/externalId", delivery.externalId());
        return reader.checked(reader.read("", delivery));
    }

    static Sent.Event cancellation(NewCancellation cancellation, Currency currency) {
        var reader = new OrderEventInputs(new Inputs(), currency);
        var id = cancellation.externalId();
        if (id != null) {
            ReferenceInputs.externalId(reader.inputs, "/externalId", id);
        }
        var reason = reader.inputs.optionalText("/reason", cancellation.reason(), OrderInputs.LONGEST);
        return reader.checked(new Sent.Event(
                OrderStatus.CANCELLED,
                id == null ? INLINE : id,
                cancellation.occurredAt(),
                null,
                null,
                null,
                null,
                OrderInputs.blankToNull(reason)));
    }

    /// What an order carries inside itself, and how it was paid.
    record Inline(List<Sent.Event> events, @Nullable String paymentMethod) {
        Inline {
            events = List.copyOf(events);
        }
    }

    /// A payment without instant changes no status and is no event.
    Inline inline(@Nullable NewPayment payment, @Nullable NewDelivery delivery) {
        var paid = payment == null ? null : read("/payment", payment);
        boolean dated = payment != null && payment.occurredAt() != null;
        var events = new ArrayList<Sent.Event>(2);
        if (paid != null && dated) {
            events.add(paid);
        }
        if (delivery != null) {
            events.add(read("/delivery", delivery));
        }
        return new Inline(events, paid == null ? null : paid.paymentMethod());
    }

    private Sent.Event read(String pointer, NewPayment payment) {
        var id = payment.externalId();
        if (id != null) {
            ReferenceInputs.externalId(inputs, pointer + "/externalId", id);
        }
        var at = payment.occurredAt();
        return new Sent.Event(
                OrderStatus.PAID,
                id == null ? INLINE : id,
                at == null ? java.time.Instant.EPOCH : at,
                inputs.text(pointer + "/method", payment.method(), OrderInputs.LONGEST),
                payment.amount() == null ? null : Money.read(inputs, pointer + "/amount", payment.amount(), currency),
                null,
                null,
                null);
    }

    private Sent.Event read(String pointer, NewDelivery delivery) {
        var id = delivery.externalId();
        if (id != null) {
            ReferenceInputs.externalId(inputs, pointer + "/externalId", id);
        }
        inputs.require(
                delivery.status() == OrderStatus.SHIPPED || delivery.status() == OrderStatus.DELIVERED,
                pointer + "/status",
                "Must be `shipped` or `delivered`.",
                "须为 `shipped` 或 `delivered`。");
        return new Sent.Event(
                delivery.status(),
                id == null ? INLINE : id,
                delivery.occurredAt(),
                null,
                null,
                OrderInputs.blankToNull(
                        inputs.optionalText(pointer + "/carrier", delivery.carrier(), OrderInputs.LONGEST)),
                OrderInputs.blankToNull(inputs.optionalText(
                        pointer + "/trackingNumber", delivery.trackingNumber(), OrderInputs.LONGEST)),
                null);
    }

    private Sent.Event checked(Sent.Event event) {
        inputs.check();
        return event;
    }
}
