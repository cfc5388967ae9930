package io.kequn.points;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// One entry of the ledger while it is made up: whatever it does to a lot it notes, so that the entry and its lots
/// always agree.
final class Posting {
    final UUID id = Ledger.newId();
    final EntryKind kind;
    final Instant at;
    private final Ledger ledger;
    private final Map<UUID, PointsAllocation> moves = new LinkedHashMap<>();

    Posting(Ledger ledger, EntryKind kind, Instant at) {
        this.ledger = ledger;
        this.kind = kind;
        this.at = at;
    }

    /// Changes what of the lot is in the balance.
    void balance(Lot lot, long points) {
        lot.remaining += points;
        note(lot, points, 0, 0);
    }

    /// Changes what of the lot waits.
    void pending(Lot lot, long points) {
        lot.pending += points;
        note(lot, 0, points, 0);
    }

    /// Changes what of the lot is set aside.
    void held(Lot lot, long points) {
        lot.held += points;
        note(lot, 0, 0, points);
    }

    private void note(Lot lot, long points, long pending, long frozen) {
        lot.changed = true;
        moves.merge(lot.id, new PointsAllocation(lot.id, points, pending, frozen), Posting::sum);
    }

    private static PointsAllocation sum(PointsAllocation one, PointsAllocation other) {
        return new PointsAllocation(
                one.lotId(),
                one.points() + other.points(),
                one.pending() + other.pending(),
                one.frozen() + other.frozen());
    }

    /// Spends up to so many points, those that expire first before others; answers how many there were not.
    long spend(long points) {
        long left = points;
        for (var lot : ledger.spendable()) {
            long part = Math.min(left, lot.free());
            if (part > 0) {
                balance(lot, -part);
                left -= part;
            }
        }
        if (left > 0) {
            ledger.requireAllLots();
        }
        return left;
    }

    List<PointsAllocation> allocations() {
        return List.copyOf(moves.values());
    }

    PointsAllocation sums() {
        return moves.values().stream().reduce(new PointsAllocation(id, 0, 0, 0), Posting::sum);
    }

    /// Adds the entry to the ledger; what has come in by it then pays what is owed, which is an entry of its own.
    @CanIgnoreReturnValue
    PointsEntry write(Why why, long amount, long writtenOff) {
        var entry = ledger.add(this, why, amount, writtenOff);
        ledger.debt().ifPresent(this::settle);
        return entry;
    }

    @CanIgnoreReturnValue
    PointsEntry write(Why why, long amount) {
        return write(why, amount, 0);
    }

    /// At the same instant: what is still to happen before the present keeps its own.
    private void settle(Lot debt) {
        long owed = -debt.remaining;
        if (owed == 0 || ledger.spendable().isEmpty()) {
            return;
        }
        var posting = ledger.post(EntryKind.SETTLE, at);
        long paid = owed - posting.spend(owed);
        posting.balance(debt, paid);
        ledger.add(posting, Why.TIME, paid, 0);
    }
}
