package io.kequn.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.customer.CustomerReference;
import io.kequn.customer.Identity;
import io.kequn.platform.value.Fingerprint;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What follows from the entries of an order. Ids stand here for the clocks of two replicas, of which one is
/// ahead.
class OrderHistoryTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void statusThatAnOrderWasLastSentWithIsTheOneRecordedLast() {
        var history = new OrderHistory(new OrderChanges());
        history.load(List.of(
                entry(9, OrderStatus.PLACED, NOON, null),
                entry(2, OrderStatus.PAID, NOON.plusSeconds(1), null),
                entry(3, OrderStatus.DELIVERED, NOON.plusSeconds(2), "D-1")));

        history.say(sent(OrderStatus.PAID), NOON, NOON.plusSeconds(3));

        assertThat(history.entries()).hasSize(3);
        assertThat(history.latest().status()).isEqualTo(OrderStatus.DELIVERED);
    }

    private static OrderEntry entry(int id, OrderStatus status, Instant at, @Nullable String externalId) {
        return new OrderEntry(new UUID(0, id), status, at, at, externalId, null, null, null, null, null);
    }

    private static Sent.Order sent(OrderStatus status) {
        var customer = new CustomerReference.ByIdentity(new Identity("pos", "1"));
        return new Sent.Order(
                customer,
                new OrderKey("pos", "A-1"),
                NOON,
                100,
                status,
                null,
                null,
                null,
                null,
                false,
                List.of(),
                List.of(),
                List.of(),
                Fingerprint.of("changed"));
    }
}
