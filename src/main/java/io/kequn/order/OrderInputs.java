package io.kequn.order;

import io.kequn.customer.ReferenceInputs;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.Fingerprint;
import io.kequn.platform.value.Money;
import java.util.Currency;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Checks what callers send about orders and puts it into the service's own terms, with all that is wrong in one
/// refusal.
final class OrderInputs {
    static final int LONGEST = 255;

    private final Inputs inputs = new Inputs();
    private final Currency currency;

    private OrderInputs(Currency currency) {
        this.currency = currency;
    }

    static Sent.Order order(NewOrder order, Currency currency) {
        var reader = new OrderInputs(currency);
        var checked = reader.read(order);
        reader.inputs.check();
        return checked;
    }

    static Sent.CustomerRefund customerRefund(String customer, NewCustomerRefund refund, Currency currency) {
        var reader = new OrderInputs(currency);
        var key = reader.key(refund.source(), refund.externalId());
        long amount = RefundInputs.positive(reader.inputs, "/amount", refund.amount(), currency);
        var reason = reader.inputs.optionalText("/reason", refund.reason(), LONGEST);
        var reference = ReferenceInputs.customer(reader.inputs, customer);
        reader.inputs.check();
        var fingerprint = Fingerprint.of("customer", key, amount, refund.occurredAt(), reason);
        return new Sent.CustomerRefund(reference, key, amount, refund.occurredAt(), reason, fingerprint);
    }

    static Sent.Refund refund(NewRefund refund, Currency currency) {
        var reader = new OrderInputs(currency);
        var checked = new RefundInputs(reader.inputs, currency).refund("", refund);
        reader.inputs.check();
        return checked;
    }

    static OrderEventInputs events(Inputs inputs, Currency currency) {
        return new OrderEventInputs(inputs, currency);
    }

    private Sent.Order read(NewOrder order) {
        var events = events(inputs, currency);
        var key = key(order.source(), order.externalId());
        long total = Money.read(inputs, "/total", order.total(), currency);
        var status = Objects.requireNonNullElse(order.status(), OrderStatus.PLACED);
        var channel = inputs.optionalText("/channel", order.channel(), LONGEST);
        var store = inputs.optionalText("/store", order.store(), LONGEST);
        var test = Boolean.TRUE.equals(order.test());
        var lines = new OrderLineInputs(inputs, currency).lines(order.lines());
        var inline = events.inline(order.payment(), order.delivery());
        var refunds = new RefundInputs(inputs, currency).refunds(order.refunds());
        return new Sent.Order(
                ReferenceInputs.customer(inputs, order.customer()),
                key,
                order.placedAt(),
                total,
                status,
                order.statusAt(),
                blankToNull(channel),
                blankToNull(store),
                inline.paymentMethod(),
                test,
                lines,
                inline.events(),
                refunds,
                Fingerprint.of(
                        order.placedAt(),
                        total,
                        status,
                        order.statusAt(),
                        channel,
                        store,
                        inline.paymentMethod(),
                        test,
                        lines,
                        inline.events(),
                        refunds));
    }

    private OrderKey key(String source, String externalId) {
        ReferenceInputs.source(inputs, source);
        ReferenceInputs.externalId(inputs, "/externalId", externalId);
        return new OrderKey(source, externalId);
    }

    static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
