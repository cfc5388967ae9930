package io.kequn.points;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Points that came together and expire together, in memory while a transaction changes them. Only a `Posting`
/// moves its sums, so that the ledger tells of every point.
final class Lot {
    /// What expires first is spent first, then what was earned first.
    static final Comparator<Lot> SPENDING = Comparator.comparing(
                    Lot::expiresAt, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(lot -> lot.origin.earnedAt())
            .thenComparing(lot -> lot.id);

    /// Where a lot comes from; nothing of this ever changes.
    ///
    /// @param availableAt until when its points wait; null: they never did
    /// @param sliding whether activity puts its expiry off
    /// @param rule what earned it; null: people
    /// @param subject the order, event or year that earned it
    record Origin(
            UUID entry,
            boolean debt,
            Instant earnedAt,
            @Nullable Instant availableAt,
            boolean sliding,
            @Nullable AppliedRule rule,
            @Nullable String subject) {}

    /// How many points it has where. `points` are granted, `pending` wait, `remaining` are in the balance,
    /// `held` of these are set aside, `expired` were lost to time; `whole` is what the whole order earns,
    /// `withdrawn` what people have taken back.
    record Sums(
            long points,
            long pending,
            long remaining,
            long held,
            long expired,
            @Nullable Long whole,
            long withdrawn) {
        static final Sums NONE = new Sums(0, 0, 0, 0, 0, null, 0);
    }

    final UUID id;
    final Origin origin;
    long points;
    long pending;
    long remaining;
    long held;
    long expired;

    @Nullable
    Long whole;

    long withdrawn;
    boolean changed;
    private @Nullable Instant expiresAt;

    Lot(UUID id, Origin origin, @Nullable Instant expiresAt, Sums sums) {
        this.id = id;
        this.origin = origin;
        this.expiresAt = expiresAt;
        points = sums.points();
        pending = sums.pending();
        remaining = sums.remaining();
        held = sums.held();
        expired = sums.expired();
        whole = sums.whole();
        withdrawn = sums.withdrawn();
    }

    /// What can be spent now.
    long free() {
        return origin.debt() ? 0 : remaining - held;
    }

    boolean isOpen() {
        return pending != 0 || remaining != 0;
    }

    @Nullable
    Instant expiresAt() {
        return expiresAt;
    }

    void putOff(Instant expiry) {
        expiresAt = expiry;
        changed = true;
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    LotState state() {
        if (origin.debt()) {
            return LotState.DEBT;
        }
        if (pending > 0) {
            return LotState.PENDING;
        }
        if (remaining > 0) {
            return LotState.ACTIVE;
        }
        return expired > 0 ? LotState.EXPIRED : LotState.SPENT;
    }
}
