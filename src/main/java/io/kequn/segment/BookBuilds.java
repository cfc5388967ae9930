package io.kequn.segment;

import io.kequn.platform.access.Caller;
import io.kequn.platform.job.Jobs;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Queues the builds of what has gone live or ended, in this order, inside the transaction that did it.
@Singleton
class BookBuilds {
    private final SegmentRepository segments;
    private final SegmentPublication publication;
    private final TagRuleRepository tagRules;
    private final TagRulePublication tags;
    private final LayerSetRepository layerSets;
    private final LayerSetPublication layers;

    BookBuilds(
            SegmentRepository segments,
            SegmentPublication publication,
            TagRuleRepository tagRules,
            TagRulePublication tags,
            LayerSetRepository layerSets,
            LayerSetPublication layers) {
        this.segments = segments;
        this.publication = publication;
        this.tagRules = tagRules;
        this.tags = tags;
        this.layerSets = layerSets;
        this.layers = layers;
    }

    Uni<?> queue(Caller caller, List<RuleSubject> subjects) {
        return Multi.createFrom()
                .iterable(subjects)
                .onItem()
                .transformToUniAndConcatenate(subject -> queue(caller, subject))
                .collect()
                .last();
    }

    private Uni<?> queue(Caller caller, RuleSubject subject) {
        var shop = caller.ofShop();
        return switch (subject.kind()) {
            case SEGMENT ->
                segments.lockExisting(shop, subject.key()).chain(segment -> publication.build(caller, segment));
            case TAG -> tag(caller, subject.id());
            case LAYER_SET -> layerSets.lockExisting(shop, subject.key()).chain(set -> layers.build(caller, set));
        };
    }

    /// Of a tag without a rule, those lose it who had it from the rule alone.
    private Uni<?> tag(Caller caller, int tag) {
        return tagRules.lock(caller.ofShop(), tag)
                .chain(found -> found.isPresent()
                        ? tags.build(caller, found.get())
                        : Jobs.create(caller, TagRulePublication.job(tag)));
    }
}
