package io.kequn.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.platform.access.Shop;
import io.kequn.stream.ChangeEvent;
import io.kequn.stream.ChangeReads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/// What is sent of a change: the event as everyone gets it.
@Singleton
class Bodies {
    private final ChangeReads changes;
    private final ObjectMapper json;

    Bodies(ChangeReads changes, ObjectMapper json) {
        this.changes = changes;
        this.json = json;
    }

    /// The same deliveries with their bodies. They are read from the log again, in which nothing changes; null is the
    /// body of what is no longer kept.
    Uni<List<Outgoing>> of(Shop shop, List<Outgoing> deliveries) {
        var numbers = deliveries.stream()
                .filter(delivery -> delivery.body() == null)
                .map(Outgoing::number)
                .toList();
        return numbers.isEmpty()
                ? Uni.createFrom().item(deliveries)
                : changes.numbered(shop, numbers)
                        .map(events ->
                                events.stream().collect(Collectors.toUnmodifiableMap(ChangeEvent::number, this::body)))
                        .map(bodies -> deliveries.stream()
                                .map(delivery -> delivery.body() == null
                                        ? delivery.with(bodies.get(delivery.number()))
                                        : delivery)
                                .toList());
    }

    /// The event as a delivery with this id, not tried yet.
    Outgoing outgoing(UUID id, ChangeEvent event) {
        return new Outgoing(
                id, event.id(), ChangeEvent.number(event), event.data().customerId(), 0, body(event));
    }

    private String body(ChangeEvent event) {
        try {
            return json.writeValueAsString(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
