package io.kequn.webhook;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A delivery that is to be sent.
///
/// @param number of the change, 0 for what is none
/// @param customer whose events go in order; null for what is about none
/// @param body null where the change is no longer kept
record Outgoing(
        UUID id,
        String eventId,
        long number,
        @Nullable UUID customer,
        int attempts,
        @Nullable String body) {

    Outgoing with(@Nullable String text) {
        return new Outgoing(id, eventId, number, customer, attempts, text);
    }

    /// Those with the same are sent one after the other.
    UUID lane() {
        return customer == null ? id : customer;
    }
}
