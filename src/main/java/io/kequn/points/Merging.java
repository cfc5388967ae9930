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
