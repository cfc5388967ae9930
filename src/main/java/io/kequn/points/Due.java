package io.kequn.points;

import java.time.Instant;
import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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

    private record Moment(Instant at, Kind kind) {
        static final Comparator<Moment> ORDER = Comparator.comparing(Moment::at).thenComparing(Moment::kind);
    }

    /// Does all that is due, in its order.
    static void bring(Ledger ledger) {
        Optional<Moment> next = next(ledger);
        while (next.isPresent() && !next.get().at().isAfter(ledger.now)) {
            happen(ledger, next.get());
            next = next(ledger);
        }
    }

    private static Optional<Moment> next(Ledger ledger) {
        var ofLots = ledger.lots().stream()
                .flatMap(lot -> Stream.concat(
                        maturing(lot).map(at -> new Moment(at, Kind.MATURE)).stream(),
                        expiring(lot).map(at -> new Moment(at, Kind.EXPIRE)).stream()));
        var ofHolds =
                ledger.holds().stream().flatMap(hold -> ending(hold).map(at -> new Moment(at, Kind.RELEASE)).stream());
        return Stream.concat(ofLots, ofHolds).min(Moment.ORDER);
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

    private static void happen(Ledger ledger, Moment moment) {
        switch (moment.kind()) {
            case MATURE -> mature(ledger, moment.at());
            case RELEASE ->
                ledger.holds().stream()
                        .filter(hold -> ending(hold).filter(moment.at()::equals).isPresent())
                        .forEach(hold -> Spending.end(ledger, hold, HoldState.EXPIRED, moment.at(), Why.TIME));
            case EXPIRE -> expire(ledger, moment.at());
        }
    }

    private static void mature(Ledger ledger, Instant at) {
        var posting = ledger.post(EntryKind.MATURE, at);
        long points = 0;
        for (var lot : those(ledger, lot -> maturing(lot).filter(at::equals).isPresent())) {
            long part = lot.pending;
            posting.pending(lot, -part);
            posting.balance(lot, part);
            points += part;
        }
        posting.write(Why.TIME, points);
    }

    private static void expire(Ledger ledger, Instant at) {
        var posting = ledger.post(EntryKind.EXPIRE, at);
        long points = 0;
        for (var lot : those(ledger, lot -> expiring(lot).filter(at::equals).isPresent())) {
            long part = lot.pending + lot.free();
            posting.balance(lot, -lot.free());
            posting.pending(lot, -lot.pending);
            lot.expired += part;
            points += part;
        }
        posting.write(Why.TIME, points);
    }

    private static List<Lot> those(Ledger ledger, Predicate<Lot> which) {
        return ledger.lots().stream().filter(which).toList();
    }

    /// When time changes next what is known of the account: its sums, or what is about to expire.
    static Optional<Instant> after(Ledger ledger) {
        var soon = ledger.lots().stream()
                .filter(lot -> lot.free() > 0)
                .flatMap(lot -> Optional.ofNullable(lot.expiresAt()).stream())
                .map(at -> SOON.before(at, ledger.policy.zone()))
                .filter(at -> at.isAfter(ledger.now));
        return Stream.concat(soon, next(ledger).map(Moment::at).stream()).min(Comparator.naturalOrder());
    }

    /// Whether the free points of the lot expire within thirty days.
    static boolean isSoon(Ledger ledger, Lot lot) {
        var expiresAt = lot.expiresAt();
        return expiresAt != null
                && lot.free() > 0
                && !lot.isExpired(ledger.now)
                && !SOON.before(expiresAt, ledger.policy.zone()).isAfter(ledger.now);
    }
}
