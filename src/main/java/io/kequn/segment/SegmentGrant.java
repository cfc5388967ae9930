package io.kequn.segment;

import io.kequn.benefit.Benefit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a segment gives to one of its members.
///
/// @param expiresAt when the exception ends that put the customer in; null if none did, or it does not end
public record SegmentGrant(
        String key, String name, Instant since, @Nullable Instant expiresAt, List<Benefit> benefits) {
    public SegmentGrant {
        benefits = List.copyOf(benefits);
    }
}
