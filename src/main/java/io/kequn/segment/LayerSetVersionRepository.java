package io.kequn.segment;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
class LayerSetVersionRepository implements PanacheRepositoryBase<LayerSetVersionEntity, Integer> {
    /// All versions of a set, the latest first.
    Uni<List<LayerSetVersionEntity>> of(LayerSetEntity set) {
        return list("shopId = ?1 and layerSetId = ?2 order by number desc", set.shopId, set.id);
    }
}
