package io.kequn.order;

import com.github.f4b6a3.uuid.UuidCreator;
import io.kequn.customer.CustomerReference;
import io.kequn.platform.value.Fingerprint;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What callers sent, checked and in the service's own terms: money in minor units of the shop's currency, texts
/// normalised. `OrderInputs` makes these; whoever holds one need not check it again.
final class Sent {
    private Sent() {}

    /// One thing that a batch does.
    sealed interface Item {}

    record Order(
            CustomerReference customer,
            OrderKey key,
            Instant placedAt,
            long total,
            OrderStatus status,
            @Nullable Instant statusAt,
            @Nullable String channel,
            @Nullable String store,
            @Nullable String paymentMethod,
            boolean test,
            List<Line> lines,
            List<Event> events,
            List<Refund> refunds,
            Fingerprint fingerprint)
            implements Item {
        Order {
            placedAt = micros(placedAt);
            statusAt = statusAt == null ? null : micros(statusAt);
        }
    }

    record Line(
            int number,
            String productId,
            @Nullable String name,
            @Nullable String category,
            @Nullable String brand,
            List<String> tags,
            BigDecimal quantity,
            long price,
            long amount) {}

    /// A later fact of one order, which may come before the order.
    record Update(OrderReference order, Fact fact) implements Item {}

    sealed interface Fact {
        /// Its name in the path and in what is kept for orders to come.
        String kind();

        /// What people call it.
        String noun();

        /// Its own external id.
        String id();

        Instant occurredAt();
    }

    /// A payment, a step of a delivery, or a cancellation.
    record Event(
            OrderStatus status,
            String id,
            Instant occurredAt,
            @Nullable String paymentMethod,
            @Nullable Long amount,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            @Nullable String reason)
            implements Fact {
        Event {
            occurredAt = micros(occurredAt);
        }

        @Override
        public String kind() {
            return status.text();
        }

        @Override
        public String noun() {
            return switch (status) {
                case PAID -> "payment";
                case PLACED, SHIPPED, DELIVERED, COMPLETED -> "delivery";
                case CANCELLED -> "cancellation";
            };
        }

        boolean isUnnamedCancellation() {
            return status == OrderStatus.CANCELLED && id.equals(OrderEventInputs.INLINE);
        }
    }

    /// `source` is null for that of the order.
    record Refund(
            @Nullable String source,
            String id,
            long amount,
            Instant occurredAt,
            @Nullable String reason,
            List<RefundLine> lines,
            Fingerprint fingerprint)
            implements Fact {
        Refund {
            occurredAt = micros(occurredAt);
        }

        @Override
        public String kind() {
            return "refund";
        }

        @Override
        public String noun() {
            return kind();
        }

        OrderKey key(OrderKey order) {
            return new OrderKey(source == null ? order.source() : source, id);
        }
    }

    record RefundLine(int number, BigDecimal quantity, long amount) {}

    /// A refund that names no order.
    record CustomerRefund(
            CustomerReference customer,
            OrderKey key,
            long amount,
            Instant occurredAt,
            @Nullable String reason,
            Fingerprint fingerprint)
            implements Item {
        CustomerRefund {
            occurredAt = micros(occurredAt);
        }
    }

    /// As precise as the database keeps it, so that what is read back compares equal.
    private static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    /// An id for a new row; ids are in order of time.
    static UUID newId() {
        return UuidCreator.getTimeOrderedEpochPlus1();
    }
}
