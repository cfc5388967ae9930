package io.kequn.points;

import static io.kequn.platform.problem.ErrorCode.INSUFFICIENT_POINTS;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How points are spent and set aside. What expires first goes first.
final class Spending {
    private Spending() {}

    /// Redeems, or refuses with `insufficient_points`.
    @CanIgnoreReturnValue
    static PointsEntry redeem(Ledger ledger, long points, Why why) {
        ledger.account.redeemed += points;
        var entry = spend(ledger, EntryKind.REDEEM, points, why);
        ledger.active();
        return entry;
    }

    /// Takes points for another reason than redeeming them, or refuses with `insufficient_points`.
    @CanIgnoreReturnValue
    static PointsEntry spend(Ledger ledger, EntryKind kind, long points, Why why) {
        requireAvailable(ledger, points);
        var posting = ledger.post(kind);
        requireNothing(ledger, posting.spend(points));
        return posting.write(why, points);
    }

    /// Sets points aside, until an instant or until someone ends it.
    static Hold freeze(Ledger ledger, long points, @Nullable Instant expiresAt, Why why) {
        requireAvailable(ledger, points);
        var posting = ledger.post(EntryKind.FREEZE);
        var parts = new ArrayList<Hold.Part>();
        long left = points;
        for (var lot : ledger.spendable()) {
            long part = Math.min(left, lot.free());
            if (part > 0) {
                posting.held(lot, part);
                parts.add(new Hold.Part(lot.id, part));
                left -= part;
            }
        }
        requireNothing(ledger, left);
        var terms = new Hold.Terms(
                posting.id, points, expiresAt, why.reference(), why.reason(), ledger.now, List.copyOf(parts));
        var hold = new Hold(Ledger.newId(), terms, HoldState.HELD, 0, null);
        hold.changed = true;
        ledger.know(hold);
        posting.write(why.holding(hold.id), points);
        return hold;
    }

    /// Redeems of what was set aside, all or less, and releases the rest; ends the hold.
    static void consume(Ledger ledger, Hold hold, long points, Why why) {
        if (points > hold.terms.points()) {
            throw INSUFFICIENT_POINTS.because(
                    "Only " + hold.terms.points() + " points are held.", "仅冻结了 " + hold.terms.points() + " 积分。");
        }
        var consuming = ledger.post(EntryKind.CONSUME);
        var rest = new ArrayList<Hold.Part>();
        long left = points;
        for (var part : inOrder(ledger, hold)) {
            long taken = Math.min(left, part.points());
            if (taken > 0) {
                consuming.held(lot(ledger, part), -taken);
                consuming.balance(lot(ledger, part), -taken);
                left -= taken;
            }
            if (part.points() > taken) {
                rest.add(new Hold.Part(part.lot(), part.points() - taken));
            }
        }
        requireNothing(ledger, left);
        hold.end(HoldState.CONSUMED, points, ledger.now);
        ledger.account.redeemed += points;
        consuming.write(why.about(PointsTrigger.ORDER, hold.terms.reference()).holding(hold.id), points);
        release(ledger, rest, ledger.now, why.holding(hold.id));
        ledger.active();
    }

    /// Ends the hold without using any of it.
    static void end(Ledger ledger, Hold hold, HoldState as, Instant at, Why why) {
        hold.end(as, 0, at);
        release(ledger, hold.terms.parts(), at, why.holding(hold.id));
    }

    private static void release(Ledger ledger, List<Hold.Part> parts, Instant at, Why why) {
        if (parts.isEmpty()) {
            return;
        }
        var posting = ledger.post(EntryKind.RELEASE, at);
        parts.forEach(part -> posting.held(lot(ledger, part), -part.points()));
        posting.write(why, parts.stream().mapToLong(Hold.Part::points).sum());
    }

    private static List<Hold.Part> inOrder(Ledger ledger, Hold hold) {
        return hold.terms.parts().stream()
                .sorted(Comparator.comparing(part -> lot(ledger, part), Lot.SPENDING))
                .toList();
    }

    private static Lot lot(Ledger ledger, Hold.Part part) {
        return ledger.lot(part.lot()).orElseThrow(() -> new IllegalStateException("a held lot is open"));
    }

    private static void requireAvailable(Ledger ledger, long points) {
        long available = ledger.account.available();
        if (available < points) {
            throw INSUFFICIENT_POINTS.because(
                    "Only " + available + " points are available.", "可用积分仅有 " + available + "。");
        }
    }

    private static void requireNothing(Ledger ledger, long left) {
        if (left != 0) {
            ledger.requireAllLots();
            throw new IllegalStateException("the lots have less than the account");
        }
    }
}
