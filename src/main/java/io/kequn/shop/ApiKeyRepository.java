package io.kequn.shop;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import org.jspecify.annotations.Nullable;

@Singleton
class ApiKeyRepository implements PanacheRepositoryBase<ApiKeyEntity, Integer> {
    Uni<@Nullable ApiKeyEntity> lock(int shop, String publicId) {
        return find("shopId = ?1 and publicId = ?2", shop, publicId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }
}
