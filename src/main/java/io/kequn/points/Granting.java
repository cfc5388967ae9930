package io.kequn.points;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How points come in.
final class Granting {
    private Granting() {}

    /// Points to be granted.
    ///
    /// @param earnedAt when what earns them happened
    /// @param expiresAt an expiry of their own; null: by the shop's settings
    /// @param waits whether they wait until the refund window closes
    /// @param subject the order, event or year; null where people grant them
    /// @param whole what the whole order earns
    record Grant(
            long points,
            Instant earnedAt,
            @Nullable Instant expiresAt,
            boolean waits,
            @Nullable String subject,
            @Nullable Long whole) {
        /// By people, at once.
        static Grant now(Ledger ledger, long points, @Nullable Instant expiresAt) {
            return new Grant(points, ledger.now, expiresAt, false, null, null);
        }
    }

    @CanIgnoreReturnValue
    static PointsEntry earn(Ledger ledger, Grant grant, Why why) {
        ledger.account.earned += grant.points();
        var entry = give(ledger, EntryKind.EARN, grant, why);
        ledger.active();
        return entry;
    }

    /// Makes a lot of these points.
    @CanIgnoreReturnValue
    static PointsEntry give(Ledger ledger, EntryKind kind, Grant grant, Why why) {
        var posting = ledger.post(kind);
        var policy = ledger.policy;
        var availableAt = grant.waits() ? policy.availableAt(grant.earnedAt()).orElse(null) : null;
        boolean slides = policy.slides() && grant.expiresAt() == null;
        var expiresAt = grant.expiresAt() != null
                ? grant.expiresAt()
                : policy.expiry()
                        .of(slides ? ledger.now : grant.earnedAt(), policy.zone())
                        .orElse(null);
        var origin =
                new Lot.Origin(posting.id, false, grant.earnedAt(), availableAt, slides, why.rule(), grant.subject());
        var lot = ledger.know(
                new Lot(Ledger.newId(), origin, expiresAt, new Lot.Sums(grant.points(), 0, 0, 0, 0, grant.whole(), 0)));
        put(ledger, posting, lot, grant.points());
        return posting.write(why, grant.points());
    }

    /// More points for the same: the order has become larger. They wait and expire as the others do.
    static void increase(Ledger ledger, Lot lot, long points, Why why) {
        ledger.account.earned += points;
        lot.points += points;
        var posting = ledger.post(EntryKind.EARN);
        put(ledger, posting, lot, points);
        posting.write(why, points);
    }

    private static void put(Ledger ledger, Posting posting, Lot lot, long points) {
        var availableAt = lot.origin.availableAt();
        if (availableAt != null && availableAt.isAfter(ledger.now)) {
            posting.pending(lot, points);
            return;
        }
        posting.balance(lot, points);
    }
}
