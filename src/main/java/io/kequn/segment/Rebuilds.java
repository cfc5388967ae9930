package io.kequn.segment;

import io.kequn.platform.access.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Queues builds of live segments whose rules have come to mean something else, inside the transaction of that
/// change.
@Singleton
class Rebuilds {
    private final SegmentRepository segments;
    private final SegmentPublication publication;

    Rebuilds(SegmentRepository segments, SegmentPublication publication) {
        this.segments = segments;
        this.publication = publication;
    }

    Uni<?> of(Caller caller, List<String> keys) {
        return (keys.isEmpty()
                        ? Uni.createFrom().item(List.<SegmentEntity>of())
                        : segments.lockAll(caller.ofShop(), keys))
                .chain(found -> found.stream()
                        .<Uni<?>>map(segment -> publication.build(caller, segment))
                        .reduce(Uni.createFrom().voidItem(), (before, next) -> before.chain(() -> next)));
    }
}
