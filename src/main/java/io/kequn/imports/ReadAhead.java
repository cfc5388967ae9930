package io.kequn.imports;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The rows of one import in the hands of this replica: while a step is written, those of the next one are
/// read. Used by one step at a time.
final class ReadAhead {
    private final FilePortions file;
    private final SortedPortions sorted;
    private final Source source;
    private @Nullable Reading present;
    private @Nullable Reading next;

    /// A portion on its way, and where it begins.
    private record Reading(Place.Position from, CompletableFuture<Portion> portion) {
        Uni<Portion> get() {
            return Uni.createFrom().completionStage(portion);
        }
    }

    /// `source` is where rows are read from ahead of their step.
    ReadAhead(FilePortions file, SortedPortions sorted, Source source) {
        this.file = file;
        this.sorted = sorted;
        this.source = source;
    }

    /// The portion that begins at the place, once it is there; empty where it was not read ahead.
    Uni<Optional<Portion>> awaited(Place place) {
        var ready = next;
        present = ready != null && ready.from.equals(place.position()) ? ready : null;
        next = null;
        return present == null
                ? Uni.createFrom().item(Optional.empty())
                : present.get().map(Optional::of);
    }

    /// The portion that begins at the place, read now where it was not read ahead. A step that begins again
    /// asks again.
    Uni<Portion> take(Source now, Place place) {
        var known = present;
        var reading = known == null ? read(now, place) : known;
        present = reading;
        return reading.get().invoke(portion -> begin(place, portion));
    }

    /// What is to be put in order can be read in order only when all of it has been written.
    private void begin(Place place, Portion portion) {
        var from = portion.next();
        if (next == null && from != null && from.phase() == place.position().phase()) {
            next = read(source, place.at(from));
        }
    }

    private Reading read(Source from, Place place) {
        var portion = switch (place.position().phase()) {
            case READ -> file.read(from, place);
            case WRITE -> sorted.read(from, place);
            case WAITING, COUNT -> throw new IllegalStateException("rows are read when they are counted");
        };
        return new Reading(place.position(), portion.subscribeAsCompletionStage());
    }
}
