package io.kequn.rulebook;

import jakarta.inject.Singleton;
import java.util.List;

/// The kinds of definitions that a file of rules holds, in the order in which they are written: each names those
/// before it by what the database refers to.
@Singleton
class BookKinds {
    private final List<BookKind<?, ?>> inOrder;

    BookKinds(
            BookedAttributes attributes,
            BookedEvents events,
            BookedTagGroups tagGroups,
            BookedTags tags,
            BookedSegments segments,
            BookedLayerSets layerSets,
            BookedLevelPrograms levelPrograms,
            BookedPointsSettings pointsSettings,
            BookedPointsRules pointsRules) {
        inOrder = List.of(
                attributes, events, tagGroups, tags, segments, layerSets, levelPrograms, pointsSettings, pointsRules);
    }

    List<BookKind<?, ?>> inOrder() {
        return inOrder;
    }
}
