package io.kequn.points;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Points that came together and expire together, in memory while a transaction changes them. Only a `Posting`
/// moves its sums, so that the ledger tells of every point.
final class Lot {
    private static final Comparator<@Nullable Instant> LAST = Comparator.nullsLast(Comparator.naturalOrder());

    /// What expires first is spent first, then what was earned first. What slides expires together mostly; its own
    /// expiries order it as the index does by which the first of very many lots are read.
    static final Comparator<Lot> SPENDING = Comparator.comparing(Lot::expiresAt, Lot.LAST)
            .thenComparing(lot -> lot.ownExpiry, Lot.LAST)
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
    /// Without what the account's activity adds to it.
    final @Nullable Instant ownExpiry;
    private @Nullable Account account;

    Lot(UUID id, Origin origin, @Nullable Instant ownExpiry, Sums sums) {
        this.id = id;
        this.origin = origin;
        this.ownExpiry = ownExpiry;
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

    /// It is this account's from now on, whose activity puts its expiry off if it slides.
    void belongTo(Account owner) {
        account = owner;
    }

    @Nullable
    Instant expiresAt() {
        var until = account == null || !origin.sliding() ? null : account.slidesUntil;
        return until != null && ownExpiry != null && until.isAfter(ownExpiry) ? until : ownExpiry;
    }

    boolean isExpired(Instant now) {
        var expiresAt = expiresAt();
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
