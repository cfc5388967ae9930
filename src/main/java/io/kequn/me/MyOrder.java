package io.kequn.me;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.order.Order;
import io.kequn.order.OrderEvent;
import io.kequn.order.OrderLine;
import io.kequn.order.OrderStatus;
import io.kequn.order.Refund;
import io.kequn.platform.value.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/// An order as its customer sees it: no reasons that people of the shop have noted, and nothing of how rules see it.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MyOrder(
        @Name("uuid") UUID id,
        String source,
        String externalId,
        Instant placedAt,
        OrderStatus status,
        Instant statusAt,
        Money total,
        Money refunded,
        Money amount,
        @Nullable String store,
        @Nullable String paymentMethod,
        List<MyOrderLine> lines,
        List<MyRefund> refunds,
        List<MyOrderStep> history) {
    public MyOrder {
        lines = List.copyOf(lines);
        refunds = List.copyOf(refunds);
        history = List.copyOf(history);
    }

    static MyOrder of(Order order) {
        return new MyOrder(
                order.id(),
                order.source(),
                order.externalId(),
                order.placedAt(),
                order.status(),
                order.statusAt(),
                order.total(),
                order.refunded(),
                order.amount(),
                order.store(),
                order.paymentMethod(),
                order.lines().stream().map(MyOrderLine::of).toList(),
                order.refunds().stream().map(MyRefund::of).toList(),
                order.history().stream().map(MyOrderStep::of).toList());
    }

    /// A line of the order.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record MyOrderLine(
            int lineNumber,
            String productId,
            @Nullable String name,
            @Nullable String brand,
            BigDecimal quantity,
            Money price,
            Money amount,
            BigDecimal netQuantity,
            Money netAmount) {
        static MyOrderLine of(OrderLine line) {
            return new MyOrderLine(
                    line.lineNumber(),
                    line.productId(),
                    line.name(),
                    line.brand(),
                    line.quantity(),
                    line.price(),
                    line.amount(),
                    line.netQuantity(),
                    line.netAmount());
        }
    }

    /// Money given back.
    public record MyRefund(UUID id, Money amount, Instant occurredAt) {
        static MyRefund of(Refund refund) {
            return new MyRefund(refund.id(), refund.amount(), refund.occurredAt());
        }
    }

    /// What has happened to the order.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record MyOrderStep(
            OrderStatus status,
            Instant occurredAt,
            @Nullable String carrier,
            @Nullable String trackingNumber) {
        static MyOrderStep of(OrderEvent event) {
            return new MyOrderStep(event.status(), event.occurredAt(), event.carrier(), event.trackingNumber());
        }
    }
}
