package io.kequn.order;

import io.kequn.customer.CustomerReference;
import io.kequn.customer.Identity;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.Money;
import java.util.Currency;
import java.util.Objects;
import java.util.UUID;
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
        var reference = reader.customer(customer);
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
        var method = order.payment() == null ? null : order.payment().method().strip();
        var refunds = new RefundInputs(inputs, currency).refunds(order.refunds());
        return new Sent.Order(
                customer(order.customer()),
                key,
                order.placedAt(),
                total,
                status,
                order.statusAt(),
                blankToNull(channel),
                blankToNull(store),
                method,
                test,
                lines,
                inline,
                refunds,
                Fingerprint.of(
                        order.placedAt(),
                        total,
                        status,
                        order.statusAt(),
                        channel,
                        store,
                        method,
                        test,
                        lines,
                        inline,
                        refunds));
    }

    private CustomerReference customer(@Nullable String text) {
        var reference = CustomerReference.parse(text == null ? "" : text);
        inputs.require(
                reference.isPresent(),
                "/customer",
                "Must be a customer's id or `{source}:{externalId}`, such as `pos:8812`.",
                "须为客户 id 或 `{source}:{externalId}`，例如 `pos:8812`。");
        return reference.orElse(new CustomerReference.ById(new UUID(0, 0)));
    }

    private OrderKey key(String source, String externalId) {
        boolean valid = CustomerReference.SOURCE.matcher(source).matches();
        inputs.require(
                valid,
                "/source",
                "Must be 1 to 63 lower-case letters, digits, `-` or `_`.",
                "须为 1 至 63 个小写字母、数字、`-` 或 `_`。");
        externalId(inputs, "/externalId", externalId);
        return new OrderKey(source, externalId);
    }

    /// External ids are taken as they are: other systems compare them byte by byte.
    static void externalId(Inputs inputs, String pointer, @Nullable String id) {
        if (!inputs.given(pointer, id) || id == null) {
            return;
        }
        inputs.require(
                CustomerReference.isValid(new Identity("s", id)),
                pointer,
                "Must be 1 to 255 characters, not blank, without control characters.",
                "须为 1 至 255 个字符，不能为空白，不含控制字符。");
    }

    static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
