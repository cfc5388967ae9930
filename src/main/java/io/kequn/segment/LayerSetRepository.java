package io.kequn.segment;

import static io.kequn.platform.problem.ErrorCode.LAYER_SET_NOT_FOUND;

import io.kequn.platform.access.Shop;
import io.kequn.platform.problem.Refusal;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Writes of layer sets. Rows are locked as they are read, so that two editors run one after the other.
@Singleton
class LayerSetRepository implements PanacheRepositoryBase<LayerSetEntity, Integer> {
    Uni<Optional<LayerSetEntity>> lock(Shop shop, String key) {
        return lockAll(shop, List.of(key)).map(found -> found.stream().findFirst());
    }

    Uni<LayerSetEntity> lockExisting(Shop shop, String key) {
        return lock(shop, key).map(found -> found.orElseThrow(() -> missing(key)));
    }

    /// Those of the keys that exist.
    Uni<List<LayerSetEntity>> lockAll(Shop shop, Collection<String> keys) {
        return find("shopId = ?1 and key in ?2 order by key", shop.id(), keys)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /// All sets of the shop, archived ones too.
    Uni<List<LayerSetEntity>> lockAll(Shop shop) {
        return find("shopId = ?1 order by id", shop.id())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    static Refusal missing(String key) {
        return LAYER_SET_NOT_FOUND.because("There is no layer set `" + key + "`.", "分层 `" + key + "` 不存在。");
    }
}
