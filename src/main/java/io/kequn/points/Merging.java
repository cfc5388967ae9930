package io.kequn.points;

/// How one account becomes part of another.
final class Merging {
    private Merging() {}

    /// Everything goes out of the one by an entry and into the other by another; the lots and holds are the
    /// same ones.
    static void merge(Ledger from, Ledger into) {
        var gone = from.post(EntryKind.MERGE);
        var come = into.post(EntryKind.MERGE);
        for (var lot : from.lots()) {
            if (lot.isOpen()) {
                move(lot, from, gone, into, come);
            }
        }
        from.holds().stream().filter(Hold::isHeld).forEach(hold -> {
            from.forget(hold);
            into.know(hold);
        });
        // What is owed is an amount as well; the signs are in what the entries change.
        long amount = Math.abs(from.account.balance + from.account.pending);
        gone.write(Why.TIME.with(into.customer), amount);
        come.write(Why.TIME.with(from.customer), amount);
        addTotals(from.account, into.account);
    }

    /// Takes apart again: what is left of the lots, and the holds, go back by an entry on either side.
    static void part(Ledger survivor, Ledger other, PointsReturns.Found found) {
        var gone = survivor.post(EntryKind.UNMERGE);
        var come = other.post(EntryKind.UNMERGE);
        for (var lot : survivor.lots()) {
            if (found.lots().contains(lot.id) && lot.isOpen()) {
                move(lot, survivor, gone, other, come);
            }
        }
        survivor.holds().stream()
                .filter(hold -> hold.isHeld() && found.holds().contains(hold.id))
                .forEach(hold -> {
                    survivor.forget(hold);
                    other.know(hold);
                });
        var sums = come.sums();
        long amount = Math.abs(sums.points() + sums.pending());
        other.account.lastNumber = found.lastNumber();
        gone.write(Why.TIME.with(other.customer), amount);
        come.write(Why.TIME.with(survivor.customer), amount);
        takeTotals(survivor.account, other.account, found);
    }

    /// The survivor's own activity counts unless there was more since.
    private static void takeTotals(Account into, Account from, PointsReturns.Found found) {
        var then = found.account();
        var own = found.own();
        from.earned = then.earned;
        from.redeemed = then.redeemed;
        from.lastActivity = then.lastActivity;
        from.slidesUntil = then.slidesUntil;
        into.earned -= then.earned;
        into.redeemed -= then.redeemed;
        if (into.lastActivity == null
                || into.lastActivity.equals(then.lastActivity)
                || into.lastActivity.equals(own.lastActivity)) {
            into.lastActivity = own.lastActivity;
            into.slidesUntil = own.slidesUntil;
        }
    }

    private static void move(Lot lot, Ledger from, Posting gone, Ledger into, Posting come) {
        long remaining = lot.remaining;
        gone.balance(lot, -remaining);
        if (lot.origin.debt()) {
            come.balance(into.debtOf(come.id), remaining);
            return;
        }
        long pending = lot.pending;
        long held = lot.held;
        gone.pending(lot, -pending);
        gone.held(lot, -held);
        from.forget(lot);
        into.know(lot);
        come.balance(lot, remaining);
        come.pending(lot, pending);
        come.held(lot, held);
    }

    private static void addTotals(Account from, Account into) {
        into.earned += from.earned;
        into.redeemed += from.redeemed;
        into.putOff(from.slidesUntil);
        if (from.lastActivity != null && (into.lastActivity == null || from.lastActivity.isAfter(into.lastActivity))) {
            into.lastActivity = from.lastActivity;
        }
    }
}
