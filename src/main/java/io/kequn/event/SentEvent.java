package io.kequn.event;

import com.github.f4b6a3.uuid.UuidCreator;
import io.kequn.customer.CustomerReference;
import io.kequn.platform.value.Fingerprint;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event as its sender knows it, checked: instants as precise as the database keeps them, texts in NFC. The
/// fingerprint is of all of it, with the customer as named.
record SentEvent(
        EventKey key,
        CustomerReference customer,
        String name,
        Instant occurredAt,
        Map<String, @Nullable Object> properties,
        Fingerprint fingerprint) {
    /// The event as it will be known; ids are in order of time.
    Event of(UUID customerId, Instant now) {
        return new Event(
                UuidCreator.getTimeOrderedEpochPlus1(),
                key.source(),
                key.externalId(),
                customerId,
                name,
                occurredAt,
                properties,
                now);
    }
}
