package io.kequn.layer;

import io.kequn.platform.graphql.NodeResolver;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds layers by their global ids: the published ones, and those of drafts that are not published yet.
@Singleton
class LayerNodes implements NodeResolver {
    private final LayerSetService sets;

    LayerNodes(LayerSetService sets) {
        this.sets = sets;
    }

    @Override
    public String type() {
        return "Layer";
    }

    @Override
    public Uni<List<Layer>> find(List<String> keys) {
        var wanted = Set.copyOf(keys);
        return sets.byKeys(keys.stream().map(Layer::setOf).distinct().toList())
                .map(found -> found.stream()
                        .flatMap(LayerNodes::layers)
                        .filter(layer -> wanted.contains(layer.nodeKey()))
                        .toList());
    }

    /// A layer that is published goes before the same one in the draft.
    private static Stream<Layer> layers(LayerSet set) {
        @Nullable List<Layer> draft = set.draft();
        var fresh = draft == null
                ? Stream.<Layer>of()
                : draft.stream()
                        .filter(layer -> set.layers().stream()
                                .noneMatch(published -> published.nodeKey().equals(layer.nodeKey())));
        return Stream.concat(set.layers().stream(), fresh);
    }
}
