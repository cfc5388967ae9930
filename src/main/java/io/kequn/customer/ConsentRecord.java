package io.kequn.customer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a customer has said, as it was checked.
///
/// @param source null for the way by which it came
/// @param occurredAt null for the instant of the transaction
public record ConsentRecord(
        ConsentTopic topic,
        Consent state,
        @Nullable String source,
        @Nullable ConsentDocument document,
        @Nullable Instant occurredAt) {

    /// What a field of the profile says.
    static ConsentRecord of(ConsentTopic topic, Consent state) {
        return new ConsentRecord(topic, state, null, null, null);
    }

    ConsentRecord at(Instant instant) {
        return new ConsentRecord(topic, state, source, document, instant);
    }
}
