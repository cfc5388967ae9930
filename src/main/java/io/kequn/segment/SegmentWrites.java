package io.kequn.segment;

import io.kequn.platform.access.Caller;
import io.kequn.segment.BookedSegments.Wanted;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// Writes segments for who writes many definitions at once, and then checks and builds all of them together.
@Singleton
class SegmentWrites {
    private final SegmentRepository segments;
    private final SegmentVersionRepository versions;
    private final SegmentDrafts drafts;
    private final SegmentPublication publication;

    SegmentWrites(
            SegmentRepository segments,
            SegmentVersionRepository versions,
            SegmentDrafts drafts,
            SegmentPublication publication) {
        this.segments = segments;
        this.versions = versions;
        this.drafts = drafts;
        this.publication = publication;
    }

    Uni<?> create(Caller caller, Wanted wanted, BookEffects effects) {
        return drafts.insert(caller, wanted.key(), wanted.spec(), wanted.rule())
                .chain(() -> wanted.isDraft() || wanted.isStatic()
                        ? Uni.createFrom().voidItem()
                        : segments.lockExisting(caller.ofShop(), wanted.key())
                                .chain(segment -> makeLive(caller, segment, wanted, effects)));
    }

    Uni<?> change(Caller caller, Wanted wanted, SegmentEntity present, List<String> changes, BookEffects effects) {
        boolean newRule = changes.contains("rule");
        boolean publishes = newRule && !wanted.isDraft();
        if (changes.contains("archived") && !publishes && publication.bringBack(present)) {
            effects.live(subject(present), wanted.pointer() + "/rule");
        }
        return drafts.change(caller, present, wanted.spec().filed(), newRule ? wanted.rule() : Optional.empty())
                .chain(() -> publishes
                        ? makeLive(caller, present, wanted, effects)
                        : Uni.createFrom().voidItem());
    }

    Uni<?> end(SegmentEntity segment, BookEffects effects) {
        segment.archive(drafts.now());
        effects.build(subject(segment));
        return segments.flush();
    }

    /// The latest version is what was just drafted.
    private Uni<?> makeLive(Caller caller, SegmentEntity segment, Wanted wanted, BookEffects effects) {
        return versions.of(caller.ofShop(), segment)
                .map(List::getFirst)
                .invoke(latest -> segment.goLive(latest, latest.readsTime, drafts.now()))
                .invoke(() -> effects.live(subject(segment), wanted.pointer() + "/rule"));
    }

    private static RuleSubject subject(SegmentEntity segment) {
        return RuleSubject.segment(segment.id, segment.key);
    }
}
