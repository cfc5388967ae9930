package io.kequn.points;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A shop's settings in the terms of the ledger.
///
/// @param pending how long after an order or event its points wait; null: not at all
record PointsPolicy(@Nullable Span pending, Expiry expiry, ReversalPolicy reversal, ZoneId zone) {
    /// For readers: time goes on without it.
    static PointsPolicy reading(ZoneId zone) {
        return new PointsPolicy(null, new Expiry.Never(), ReversalPolicy.WRITE_OFF, zone);
    }

    /// Empty if what was earned then counts at once.
    Optional<Instant> availableAt(Instant earnedAt) {
        return Optional.ofNullable(pending).map(span -> span.after(earnedAt, zone));
    }

    boolean slides() {
        return expiry instanceof Expiry.Sliding;
    }
}
