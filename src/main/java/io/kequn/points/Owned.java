package io.kequn.points;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// What a transaction has to write of an account: an entry, a lot or a hold.
record Owned<T>(Ledger ledger, T row) {
    static <T> List<Owned<T>> of(
            Collection<Ledger> ledgers, Function<Ledger, Collection<T>> part, Predicate<T> isWritten) {
        return ledgers.stream()
                .flatMap(ledger -> part.apply(ledger).stream().filter(isWritten).map(row -> new Owned<>(ledger, row)))
                .toList();
    }
}
