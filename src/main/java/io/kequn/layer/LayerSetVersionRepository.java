package io.kequn.layer;

import io.kequn.platform.access.Shop;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
class LayerSetVersionRepository implements PanacheRepositoryBase<LayerSetVersionEntity, Integer> {
    /// The live versions and the drafts of all sets.
    Uni<List<LayerSetVersionEntity>> open(Shop shop) {
        return list(
                "from LayerSetVersionEntity v where v.shopId = ?1 and (v.publishedAt is null or v.number = "
                        + "(select s.liveVersion from LayerSetEntity s where s.id = v.layerSetId))",
                shop.id());
    }

    /// All versions of a set, the latest first.
    Uni<List<LayerSetVersionEntity>> of(LayerSetEntity set) {
        return list("shopId = ?1 and layerSetId = ?2 order by number desc", set.shopId, set.id);
    }
}
