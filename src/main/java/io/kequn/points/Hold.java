package io.kequn.points;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Points set aside, in memory while a transaction changes them.
final class Hold {
    /// So many points of one lot.
    record Part(UUID lot, long points) {}

    /// What stands from its beginning.
    record Terms(
            UUID entry,
            long points,
            @Nullable Instant expiresAt,
            @Nullable String reference,
            @Nullable String reason,
            Instant createdAt,
            List<Part> parts) {
        Terms {
            parts = List.copyOf(parts);
        }
    }

    final UUID id;
    final Terms terms;
    HoldState state;
    long consumed;

    @Nullable
    Instant endedAt;

    boolean changed;

    Hold(UUID id, Terms terms, HoldState state, long consumed, @Nullable Instant endedAt) {
        this.id = id;
        this.terms = terms;
        this.state = state;
        this.consumed = consumed;
        this.endedAt = endedAt;
    }

    boolean isHeld() {
        return state == HoldState.HELD;
    }

    void end(HoldState as, long used, Instant at) {
        state = as;
        consumed = used;
        endedAt = at;
        changed = true;
    }
}
