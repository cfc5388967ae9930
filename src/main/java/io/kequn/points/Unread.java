package io.kequn.points;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The lots of an account that were not read: of those that slide and of the others, all that are spent after the
/// last one that was.
///
/// @param lasts the last in the order of spending of each kind of which there may be more
record Unread(List<Lot> lasts) {
    static final Unread NOTHING = new Unread(List.of());

    Unread {
        lasts = List.copyOf(lasts);
    }

    /// Where no more than so many of each kind were read.
    static Unread after(Collection<Lot> read, int most) {
        return new Unread(
                read.stream().collect(Collectors.partitioningBy(lot -> lot.origin.sliding())).values().stream()
                        .filter(kind -> kind.size() >= most)
                        .map(kind -> Collections.max(kind, Lot.SPENDING))
                        .toList());
    }

    boolean isNothing() {
        return lasts.isEmpty();
    }

    /// Whether none of them is spent before this one.
    boolean isAfter(Lot lot) {
        return lasts.stream().allMatch(last -> Lot.SPENDING.compare(lot, last) <= 0);
    }

    /// None of them expires before; empty if none of them ever does.
    Optional<Instant> expiry() {
        return lasts.stream().flatMap(lot -> Stream.ofNullable(lot.expiresAt())).min(Comparator.naturalOrder());
    }
}
