package io.kequn.points;

import io.kequn.platform.value.Times;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Which entries of a ledger are asked for: of a kind, and of those that took effect from an instant on and before
/// another. Null asks for any.
record LedgerFilter(
        @Nullable EntryKind kind,
        @Nullable Instant from,
        @Nullable Instant to) {
    static final LedgerFilter ANY = new LedgerFilter(null, null, null);

    LedgerFilter {
        Times.requireRange(from, to);
    }

    @Nullable
    String kindText() {
        return kind == null ? null : kind.text();
    }

    @Nullable
    OffsetDateTime since() {
        return from == null ? null : from.atOffset(ZoneOffset.UTC);
    }

    @Nullable
    OffsetDateTime until() {
        return to == null ? null : to.atOffset(ZoneOffset.UTC);
    }
}
