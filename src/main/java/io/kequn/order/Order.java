package io.kequn.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.graphql.Node;
import io.kequn.platform.value.Money;
import io.kequn.platform.value.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An order as it stands. `amount` is its total less what was refunded, never below 0: refunds that came before
/// the order, or a total lowered later, can give back more than the order cost, and then all of it is refunded.
/// `counts` tells whether rules and totals see the order: it is not cancelled, not a test and not fully
/// refunded.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Order(
        @Name("uuid") UUID id,
        String source,
        String externalId,
        UUID customerId,
        Instant placedAt,
        OrderStatus status,
        Instant statusAt,
        Money total,

        @Schema(
                description =
                        "What counts as given back: the sum of `refunds`, at most the total. Refunds that came before"
                                + " the order, or a total lowered later, can sum up to more; they stay as they were sent.")
        Money refunded,

        @Schema(description = "The total less what counts as given back, never below 0.")
        Money amount,

        Boolean counts,
        Boolean test,
        @Nullable String channel,
        @Nullable String store,
        @Nullable String paymentMethod,
        List<OrderLine> lines,
        List<Refund> refunds,
        List<OrderEvent> history,
        Instant recordedAt,
        Instant updatedAt,
        Integer version)
        implements Versioned, Node {
    public Order {
        lines = List.copyOf(lines);
        refunds = List.copyOf(refunds);
        history = List.copyOf(history);
    }

    @Override
    @Ignore
    public String etag() {
        return version.toString();
    }

    @Override
    public String nodeKey() {
        return id.toString();
    }
}
