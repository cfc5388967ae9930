package io.kequn.segment;

import io.kequn.platform.access.Caller;
import io.kequn.segment.BookedLayerSets.Wanted;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// Writes layer sets for who writes many definitions at once, and then checks and builds all of them together.
@Singleton
class LayerSetWrites {
    private final LayerSetRepository sets;
    private final LayerSetVersionRepository versions;
    private final LayerSetDrafts drafts;
    private final LayerSetPublication publication;

    LayerSetWrites(
            LayerSetRepository sets,
            LayerSetVersionRepository versions,
            LayerSetDrafts drafts,
            LayerSetPublication publication) {
        this.sets = sets;
        this.versions = versions;
        this.drafts = drafts;
        this.publication = publication;
    }

    Uni<?> create(Caller caller, Wanted wanted, BookEffects effects) {
        return drafts.insert(caller, wanted.key(), wanted.spec(), LayerNotation.write(wanted.layers()))
                .chain(() -> wanted.isDraft()
                        ? Uni.createFrom().voidItem()
                        : sets.lockExisting(caller.ofShop(), wanted.key())
                                .chain(set -> makeLive(set, wanted, effects)));
    }

    Uni<?> change(Caller caller, Wanted wanted, LayerSetEntity present, List<String> changes, BookEffects effects) {
        boolean newLayers = changes.contains("layers");
        boolean publishes = newLayers && !wanted.isDraft();
        if (changes.contains("archived") && !publishes && publication.bringBack(present)) {
            effects.live(subject(present), wanted.pointer() + "/layers");
        }
        return drafts.change(
                        caller,
                        present,
                        wanted.spec().filed(),
                        newLayers ? Optional.of(LayerNotation.write(wanted.layers())) : Optional.empty())
                .chain(() -> publishes
                        ? makeLive(present, wanted, effects)
                        : Uni.createFrom().voidItem());
    }

    Uni<?> end(LayerSetEntity set, BookEffects effects) {
        set.archive(drafts.now());
        effects.build(subject(set));
        return sets.flush();
    }

    /// The latest version is what was just drafted.
    private Uni<?> makeLive(LayerSetEntity set, Wanted wanted, BookEffects effects) {
        effects.live(subject(set), wanted.pointer() + "/layers");
        return versions.of(set).chain(all -> publication.makeLive(set, all.getFirst(), wanted.readsTime()));
    }

    private static RuleSubject subject(LayerSetEntity set) {
        return RuleSubject.layerSet(set.id, set.key);
    }
}
