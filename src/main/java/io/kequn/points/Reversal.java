package io.kequn.points;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;

/// How points are taken back that were earned, and given back that were redeemed.
final class Reversal {
    private Reversal() {}

    /// Takes back of what a lot was granted: what still waits, what is free of it, what has expired (nothing is
    /// lost by that), then what other lots have; what is spent beyond that is owed or forgiven, as the shop has
    /// chosen. What is set aside stays so.
    @CanIgnoreReturnValue
    static PointsEntry takeBack(Ledger ledger, Lot own, long points, Why why) {
        var posting = ledger.post(EntryKind.REVERSE);
        long waiting = Math.min(points, own.pending);
        posting.pending(own, -waiting);
        long free = Math.min(points - waiting, own.free());
        posting.balance(own, -free);
        long expired = Math.min(points - waiting - free, own.expired);
        own.expired -= expired;
        own.points -= points;
        long missing = posting.spend(points - waiting - free - expired);
        if (missing > 0 && ledger.policy.reversal() == ReversalPolicy.NEGATIVE) {
            posting.balance(ledger.debtOf(posting.id), -missing);
            missing = 0;
        }
        return posting.write(why.reverses() == null ? why.reversing(own.origin.entry()) : why, points, missing);
    }

    /// Points of one lot that were spent and may be given back.
    record Spent(Lot lot, long points) {}

    /// Gives back what was spent, into the lots it came from, those that last longest first. What has expired
    /// meanwhile expires as soon as time is looked at.
    @CanIgnoreReturnValue
    static PointsEntry restore(Ledger ledger, List<Spent> spent, long points, Why why) {
        var posting = ledger.post(EntryKind.RESTORE);
        var latest = spent.stream()
                .sorted((one, other) -> Lot.SPENDING.compare(other.lot(), one.lot()))
                .toList();
        long left = points;
        for (var part : latest) {
            long back = Math.min(left, part.points());
            if (back > 0) {
                posting.balance(part.lot(), back);
                left -= back;
            }
        }
        if (left != 0) {
            throw new IllegalStateException("more is given back than was spent");
        }
        return posting.write(why, points);
    }
}
