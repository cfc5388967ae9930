package io.kequn.points;

import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What time does to an account: what waited comes in, holds end, points expire, each as of its own instant and in
/// that order. Points that are set aside do not expire until they are released.
final class Due {
    /// Points that expire within so long are about to.
    private static final Span SOON = new Span(Period.ofDays(30));

    private Due() {}

    private enum Kind {
        MATURE,
        RELEASE,
        EXPIRE
    }

    private record Moment(Instant at, Kind kind) implements Comparable<Moment> {
        private static final Comparator<Moment> ORDER =
                Comparator.comparing(Moment::at).thenComparing(Moment::kind);

        @Override
        public int compareTo(Moment other) {
            return ORDER.compare(this, other);
        }
    }

    /// Does all that is due, in its order. What a hold releases may have been to expire before.
    static void bring(Ledger ledger) {
        var due = new TreeMap<Moment, List<Lot>>();
        ledger.lots().forEach(lot -> plan(due, ledger, lot));
        ledger.holds()
                .forEach(hold -> ending(hold)
                        .filter(at -> !at.isAfter(ledger.now))
                        .ifPresent(at -> due.put(new Moment(at, Kind.RELEASE), List.of())));
        while (!due.isEmpty()) {
            var next = due.pollFirstEntry();
            happen(ledger, next.getKey(), next.getValue());
            if (next.getKey().kind() == Kind.RELEASE) {
                ledger.lots().forEach(lot -> plan(due, ledger, lot));
            }
        }
    }

    private static void plan(Map<Moment, List<Lot>> due, Ledger ledger, Lot lot) {
        maturing(lot).ifPresent(at -> plan(due, ledger, new Moment(at, Kind.MATURE), lot));
        expiring(lot).ifPresent(at -> plan(due, ledger, new Moment(at, Kind.EXPIRE), lot));
    }

    private static void plan(Map<Moment, List<Lot>> due, Ledger ledger, Moment moment, Lot lot) {
        if (!moment.at().isAfter(ledger.now)) {
            var lots = due.computeIfAbsent(moment, none -> new ArrayList<>());
            if (!lots.contains(lot)) {
                lots.add(lot);
            }
        }
    }

    private static Optional<Instant> next(Ledger ledger) {
        var ofLots =
                ledger.lots().stream().flatMap(lot -> Stream.concat(maturing(lot).stream(), expiring(lot).stream()));
        var ofHolds = ledger.holds().stream().flatMap(hold -> ending(hold).stream());
        return Stream.concat(ofLots, ofHolds).min(Comparator.naturalOrder());
    }

    private static Optional<Instant> maturing(Lot lot) {
        return lot.pending > 0 ? Optional.ofNullable(lot.origin.availableAt()) : Optional.empty();
    }

    private static Optional<Instant> expiring(Lot lot) {
        return lot.pending + lot.free() > 0 ? Optional.ofNullable(lot.expiresAt()) : Optional.empty();
    }

    private static Optional<Instant> ending(Hold hold) {
        return hold.isHeld() ? Optional.ofNullable(hold.terms.expiresAt()) : Optional.empty();
    }

    private static void happen(Ledger ledger, Moment moment, List<Lot> lots) {
        switch (moment.kind()) {
            case MATURE -> mature(ledger, lots, moment.at());
            case RELEASE ->
                ledger.holds().stream()
                        .filter(hold -> ending(hold).filter(moment.at()::equals).isPresent())
                        .forEach(hold -> Spending.end(ledger, hold, HoldState.EXPIRED, moment.at(), Why.TIME));
            case EXPIRE -> expire(ledger, lots, moment.at());
        }
    }

    private static void mature(Ledger ledger, List<Lot> lots, Instant at) {
        var posting = ledger.post(EntryKind.MATURE, at);
        long points = 0;
        for (var lot : lots) {
            long part = lot.pending;
            posting.pending(lot, -part);
            posting.balance(lot, part);
            points += part;
        }
        posting.write(Why.TIME, points);
    }

    /// What has come in meanwhile may have paid a debt.
    private static void expire(Ledger ledger, List<Lot> lots, Instant at) {
        var posting = ledger.post(EntryKind.EXPIRE, at);
        long points = 0;
        for (var lot : lots) {
            long part = lot.pending + lot.free();
            posting.balance(lot, -lot.free());
            posting.pending(lot, -lot.pending);
            lot.expired += part;
            points += part;
        }
        if (points > 0) {
            posting.write(Why.TIME, points);
        }
    }

    /// When time changes next what is known of the account: its sums, or what is about to expire.
    static Optional<Instant> after(Ledger ledger) {
        var expiries = ledger.lots().stream()
                .filter(lot -> lot.free() > 0)
                .flatMap(lot -> Optional.ofNullable(lot.expiresAt()).stream());
        var soon = Stream.concat(expiries, ledger.unreadExpiry().stream())
                .map(at -> SOON.before(at, ledger.policy.zone()))
                .filter(at -> at.isAfter(ledger.now));
        return Stream.concat(soon, next(ledger).stream()).min(Comparator.naturalOrder());
    }

    /// Whether the free points of the lot expire within thirty days.
    static boolean isSoon(Ledger ledger, Lot lot) {
        var expiresAt = lot.expiresAt();
        return expiresAt != null && lot.free() > 0 && !lot.isExpired(ledger.now) && isSoon(ledger, expiresAt);
    }

    static boolean isSoon(Ledger ledger, Instant expiry) {
        return !SOON.before(expiry, ledger.policy.zone()).isAfter(ledger.now);
    }
}
