package io.kequn.layer;

import io.kequn.evaluation.RuleSubject;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.publication.RuleEffects;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Writes layer sets for who writes many definitions at once, and then checks and builds all of them together.
@Singleton
public class LayerSetWrites {
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

    /// All layer sets of the shop, archived ones too.
    public Uni<List<PresentLayerSet>> present(Shop shop) {
        return sets.lockAll(shop).chain(all -> versions.open(shop).map(open -> present(all, open)));
    }

    private static List<PresentLayerSet> present(List<LayerSetEntity> all, List<LayerSetVersionEntity> open) {
        var bySet = open.stream().collect(Collectors.groupingBy(version -> version.layerSetId));
        return all.stream()
                .map(set -> new PresentLayerSet(set, bySet.getOrDefault(set.id, List.of())))
                .toList();
    }

    /// Makes it, live unless it is a draft.
    public Uni<?> create(Caller caller, WantedLayerSet wanted, RuleEffects effects) {
        return drafts.insert(caller, wanted.key(), wanted.spec(), LayerNotation.write(wanted.layers()))
                .chain(() -> wanted.isDraft()
                        ? Uni.createFrom().voidItem()
                        : sets.lockExisting(caller.ofShop(), wanted.key())
                                .chain(set -> makeLive(set, wanted, effects)));
    }

    /// Makes it as it is wanted; `changes` are the fields that differ.
    public Uni<?> change(
            Caller caller, WantedLayerSet wanted, PresentLayerSet present, List<String> changes, RuleEffects effects) {
        var set = present.row();
        boolean newLayers = changes.contains("layers");
        boolean publishes = newLayers && !wanted.isDraft();
        if (changes.contains("archived") && !publishes && publication.bringBack(set)) {
            effects.live(subject(set), wanted.pointer() + "/layers");
        }
        return drafts.change(
                        caller,
                        set,
                        wanted.spec().filed(),
                        newLayers ? Optional.of(LayerNotation.write(wanted.layers())) : Optional.empty())
                .chain(() -> publishes
                        ? makeLive(set, wanted, effects)
                        : Uni.createFrom().voidItem());
    }

    /// Archives it.
    public Uni<?> end(PresentLayerSet present, RuleEffects effects) {
        var set = present.row();
        set.archive(drafts.now());
        effects.build(subject(set));
        return sets.flush();
    }

    /// The latest version is what was just drafted.
    private Uni<?> makeLive(LayerSetEntity set, WantedLayerSet wanted, RuleEffects effects) {
        effects.live(subject(set), wanted.pointer() + "/layers");
        return versions.of(set).chain(all -> publication.makeLive(set, all.getFirst(), wanted.readsTime()));
    }

    private static RuleSubject subject(LayerSetEntity set) {
        return RuleSubject.layerSet(set.id, set.key);
    }
}
