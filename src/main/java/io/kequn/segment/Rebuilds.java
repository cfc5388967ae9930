package io.kequn.segment;

import io.kequn.platform.access.Caller;
import io.kequn.segment.RuleSubject.Kind;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Queues builds of live rules that have come to mean something else, inside the transaction of that change.
@Singleton
class Rebuilds {
    private final SegmentRepository segments;
    private final SegmentPublication publication;
    private final TagRuleRepository tags;
    private final TagRulePublication tagRules;
    private final LayerSetRepository layerSets;
    private final LayerSetPublication layers;

    Rebuilds(
            SegmentRepository segments,
            SegmentPublication publication,
            TagRuleRepository tags,
            TagRulePublication tagRules,
            LayerSetRepository layerSets,
            LayerSetPublication layers) {
        this.segments = segments;
        this.publication = publication;
        this.tags = tags;
        this.tagRules = tagRules;
        this.layerSets = layerSets;
        this.layers = layers;
    }

    Uni<?> of(Caller caller, List<RuleSubject> subjects) {
        var shop = caller.ofShop();
        var keys = of(Kind.SEGMENT, subjects).map(RuleSubject::key).toList();
        var ids = of(Kind.TAG, subjects).map(RuleSubject::id).toList();
        var sets = of(Kind.LAYER_SET, subjects).map(RuleSubject::key).toList();
        return (keys.isEmpty() ? Uni.createFrom().item(List.<SegmentEntity>of()) : segments.lockAll(shop, keys))
                .chain(found -> inTurn(found, segment -> publication.build(caller, segment)))
                .chain(() -> ids.isEmpty() ? Uni.createFrom().item(List.<TagRuleEntity>of()) : tags.lockAll(shop, ids))
                .chain(found -> inTurn(found, rule -> tagRules.build(caller, rule)))
                .chain(() -> sets.isEmpty()
                        ? Uni.createFrom().item(List.<LayerSetEntity>of())
                        : layerSets.lockAll(shop, sets))
                .chain(found -> inTurn(found, set -> layers.build(caller, set)));
    }

    private static Stream<RuleSubject> of(Kind kind, List<RuleSubject> subjects) {
        return subjects.stream().filter(subject -> subject.kind() == kind).distinct();
    }

    private static <T> Uni<?> inTurn(List<T> all, Function<T, Uni<?>> work) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(work)
                .collect()
                .last();
    }
}
