package io.kequn.imports;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/// The file of a running import.
record ImportFile(UUID job, ImportPlan plan) {
    /// Pieces of the head of a file, and those in which a row ends however long it is.
    private static final int PIECES_OF_LONG_ROW = 2 + RecordScanner.LONGEST / ImportStore.PIECE;

    /// The place with the dialect of the file, which is found out first where nobody knows it yet.
    Uni<Place> withDialect(Source source, Place place) {
        return place.knowsDialect()
                ? Uni.createFrom().item(place)
                : ImportStore.bytes(source, job, 0, PIECES_OF_LONG_ROW)
                        .map(head -> Dialect.of(plan, head, place.wellFormed()))
                        .map(HeaderChecks::requireText)
                        .map(place::with);
    }

    /// The records from a place on: as many pieces as asked for, or more where not even one row ends in them.
    Uni<RecordWindow> window(Source source, Place place, int pieces) {
        return ImportStore.bytes(source, job, place.readsFrom(), pieces)
                .map(bytes -> new RecordWindow(place, bytes))
                .chain(window -> window.isStuck() && pieces < PIECES_OF_LONG_ROW
                        ? window(source, place, PIECES_OF_LONG_ROW)
                        : Uni.createFrom().item(window));
    }
}
