package io.kequn.layer;

import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.platform.access.Shop;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/// Writes of layer sets. Rows are locked as they are read, so that two editors run one after the other.
@Singleton
class LayerSetRepository implements PanacheRepositoryBase<LayerSetEntity, Integer> {
    Uni<Optional<LayerSetEntity>> lock(Shop shop, String key) {
        return find("shopId = ?1 and key = ?2", shop.id(), key)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    Uni<LayerSetEntity> lockExisting(Shop shop, String key) {
        return lock(shop, key).map(found -> found.orElseThrow(() -> Kind.LAYER_SET.missing(key)));
    }

    /// All sets of the shop, archived ones too.
    Uni<List<LayerSetEntity>> lockAll(Shop shop) {
        return find("shopId = ?1 order by id", shop.id())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }
}
