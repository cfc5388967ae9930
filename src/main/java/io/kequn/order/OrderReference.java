package io.kequn.order;

import static io.kequn.platform.problem.ErrorCode.ORDER_NOT_FOUND;

import io.kequn.customer.CustomerReference;
import io.kequn.platform.problem.Refusal;
import java.util.Optional;
import java.util.UUID;

/// How a caller names an order: by id, or by `{source}:{externalId}`, written as for customers.
public sealed interface OrderReference {
    record ById(UUID id) implements OrderReference {}

    record ByKey(OrderKey key) implements OrderReference {}

    /// Refuses with `order_not_found` what can name no order.
    static OrderReference parse(String text) {
        return of(text).orElseThrow(() -> notFound(text));
    }

    /// Empty if the text can name no order.
    static Optional<OrderReference> of(String text) {
        return CustomerReference.parse(text).map(OrderReference::of);
    }

    private static OrderReference of(CustomerReference reference) {
        return switch (reference) {
            case CustomerReference.ById(var id) -> new ById(id);
            case CustomerReference.ByIdentity(var name) -> new ByKey(new OrderKey(name.source(), name.externalId()));
        };
    }

    static Refusal notFound(String text) {
        var hint = CustomerReference.lowerCase(text);
        return ORDER_NOT_FOUND.because(
                "No order is known as `" + text + "`; name it by its id or `{source}:{externalId}`." + hint.english(),
                "没有名为 `" + text + "` 的订单；请使用订单 id 或 `{source}:{externalId}`。" + hint.chinese());
    }
}
