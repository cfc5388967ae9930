package io.kequn.segment;

import io.kequn.evaluation.RuleSubject;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.publication.RuleEffects;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes segments for who writes many definitions at once, and then checks and builds all of them together.
@Singleton
public class SegmentWrites {
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

    /// All segments of the shop, archived ones too.
    public Uni<List<PresentSegment>> present(Shop shop) {
        return segments.lockAll(shop).chain(all -> versions.open(shop).map(open -> present(all, open)));
    }

    private static List<PresentSegment> present(List<SegmentEntity> all, List<SegmentVersionEntity> open) {
        var bySegment = open.stream().collect(Collectors.groupingBy(version -> version.segmentId));
        return all.stream()
                .map(segment -> new PresentSegment(segment, bySegment.getOrDefault(segment.id, List.of())))
                .toList();
    }

    /// Makes it, live unless it is a draft.
    public Uni<?> create(Caller caller, WantedSegment wanted, RuleEffects effects) {
        return drafts.insert(caller, wanted.key(), wanted.spec(), wanted.rule())
                .chain(() -> wanted.isDraft() || wanted.isStatic()
                        ? Uni.createFrom().voidItem()
                        : segments.lockExisting(caller.ofShop(), wanted.key())
                                .chain(segment -> makeLive(caller, segment, wanted, effects)));
    }

    /// Makes it as it is wanted; `changes` are the fields that differ.
    public Uni<?> change(
            Caller caller, WantedSegment wanted, PresentSegment present, List<String> changes, RuleEffects effects) {
        var segment = present.row();
        boolean newRule = changes.contains("rule") || (changes.contains("benefits") && !wanted.isStatic());
        boolean publishes = newRule && !wanted.isDraft();
        if (changes.contains("archived") && !publishes && publication.bringBack(segment)) {
            effects.live(subject(segment), wanted.pointer() + "/rule");
        }
        return drafts.change(
                        caller,
                        segment,
                        wanted.spec().filed(changes.contains("benefits")),
                        newRule ? wanted.rule() : Optional.empty())
                .chain(() -> publishes
                        ? makeLive(caller, segment, wanted, effects)
                        : Uni.createFrom().voidItem());
    }

    /// Archives it.
    public Uni<?> end(PresentSegment present, RuleEffects effects) {
        var segment = present.row();
        segment.archive(drafts.now());
        effects.build(subject(segment));
        return segments.flush();
    }

    /// The latest version is what was just drafted.
    private Uni<?> makeLive(Caller caller, SegmentEntity segment, WantedSegment wanted, RuleEffects effects) {
        return versions.of(caller.ofShop(), segment)
                .map(List::getFirst)
                .invoke(latest -> segment.goLive(latest, drafts.now()))
                .invoke(() -> effects.live(subject(segment), wanted.pointer() + "/rule"));
    }

    private static RuleSubject subject(SegmentEntity segment) {
        return RuleSubject.segment(segment.id, segment.key);
    }
}
