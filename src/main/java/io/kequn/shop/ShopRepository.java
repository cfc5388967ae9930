package io.kequn.shop;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

@Singleton
class ShopRepository implements PanacheRepositoryBase<ShopEntity, Integer> {
    Uni<@Nullable ShopEntity> lock(String key) {
        return find("key", key).withLock(LockModeType.PESSIMISTIC_WRITE).firstResult();
    }
}
