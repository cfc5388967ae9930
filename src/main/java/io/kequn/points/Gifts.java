package io.kequn.points;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// How points go from one customer to another: each part keeps the expiry that it has, so that nobody makes
/// points last longer by passing them on. What slides lasts as long as whoever has it is active, so that it
/// goes by the one who gets it.
final class Gifts {
    private Gifts() {}

    static void give(Ledger from, Ledger to, long points, Why why) {
        var gone = Spending.spend(from, EntryKind.TRANSFER_OUT, points, why.with(to.customer));
        var posting = to.post(EntryKind.TRANSFER_IN);
        Map<Kind, Lot> lots = new HashMap<>();
        for (var part : gone.allocations()) {
            var source = from.lot(part.lotId()).orElseThrow();
            var lot = lots.computeIfAbsent(
                    new Kind(
                            source.expiresAt() == null ? "" : source.expiresAt().toString(), source.origin.sliding()),
                    kind -> to.know(received(posting.id, to, source)));
            lot.points -= part.points();
            posting.balance(lot, -part.points());
        }
        posting.write(why.with(from.customer), points);
    }

    /// What expires alike is one lot.
    private record Kind(String expiry, boolean sliding) {}

    private static Lot received(UUID entry, Ledger to, Lot source) {
        var origin = new Lot.Origin(entry, false, to.now, null, source.origin.sliding(), null, null);
        return new Lot(Ledger.newId(), origin, source.expiresAt(), Lot.Sums.NONE);
    }
}
