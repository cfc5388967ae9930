package io.kequn.layer;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Writes of the layers that are published.
@Singleton
class LayerRepository implements PanacheRepositoryBase<LayerEntity, Integer> {
    /// Makes these the layers of the set, in this order. Who is in a layer with the same key stays in it.
    Uni<Void> replace(LayerSetEntity set, List<LayerRule> layers) {
        return list("shopId = ?1 and layerSetId = ?2", set.shopId, set.id)
                .map(present -> replaced(set, present, layers))
                .chain(added -> added.isEmpty() ? Uni.createFrom().voidItem() : persist(added))
                .chain(() -> flush());
    }

    private static List<LayerEntity> replaced(LayerSetEntity set, List<LayerEntity> present, List<LayerRule> layers) {
        var byKey = present.stream().collect(Collectors.toMap(layer -> layer.key, Function.identity()));
        present.forEach(layer -> layer.place = null);
        var added = new ArrayList<LayerEntity>();
        for (int place = 0; place < layers.size(); place++) {
            var layer = layers.get(place);
            var entity = byKey.get(layer.key());
            if (entity == null) {
                entity = new LayerEntity();
                entity.shopId = set.shopId;
                entity.layerSetId = set.id;
                entity.key = layer.key();
                added.add(entity);
            }
            entity.name = layer.name();
            entity.rule = layer.rule();
            entity.place = place;
        }
        return added;
    }
}
