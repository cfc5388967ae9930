package io.kequn.layer;

import io.kequn.platform.graphql.NodeResolver;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Finds layer sets by their global ids.
@Singleton
class LayerSetNodes implements NodeResolver {
    private final LayerSetService sets;

    LayerSetNodes(LayerSetService sets) {
        this.sets = sets;
    }

    @Override
    public String type() {
        return "LayerSet";
    }

    @Override
    public Uni<List<LayerSet>> find(List<String> keys) {
        return sets.byKeys(keys);
    }
}
