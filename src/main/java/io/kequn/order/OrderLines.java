package io.kequn.order;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.http.JsonLines;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/// Orders one a line, and what each is answered.
@Singleton
class OrderLines {
    private final OrderService orders;
    private final JsonLines<NewOrder> lines;

    OrderLines(OrderService orders, ObjectMapper json) {
        this.orders = orders;
        this.lines = new JsonLines<>(json, NewOrder.class);
    }

    /// Enough to go on with; the whole order is a read away.
    record Result(
            UUID id,
            String source,
            String externalId,
            UUID customerId,
            OrderStatus status,
            int version,
            boolean replayed,
            List<MembershipChange> membershipChanges) {
        static Result of(Order order, OrderResult result) {
            return new Result(
                    order.id(),
                    order.source(),
                    order.externalId(),
                    order.customerId(),
                    order.status(),
                    order.version(),
                    result.replayed(),
                    result.membershipChanges());
        }
    }

    Uni<RestResponse<String>> put(String body) {
        return lines.answer(body, orders::putAll, OrderLines::answer);
    }

    private static JsonLines.Answer answer(OrderResult result) {
        var order = Objects.requireNonNull(result.order());
        return new JsonLines.Answer(result.created() ? 201 : 200, Result.of(order, result));
    }
}
