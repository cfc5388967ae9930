package io.kequn.customer;

import io.kequn.platform.access.Shop;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/// Writes of attribute definitions. A row is locked as it is read, so that two editors run one after the other.
@Singleton
class AttributeRepository implements PanacheRepositoryBase<AttributeEntity, Integer> {
    Uni<Optional<AttributeEntity>> lock(Shop shop, String key) {
        return find("shopId = ?1 and key = ?2", shop.id(), key)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    /// All of the shop's, as the running transaction sees them.
    Uni<List<Attribute>> all(Shop shop) {
        return list("shopId = ?1 order by key", shop.id())
                .map(found -> found.stream().map(AttributeEntity::view).toList());
    }

    Uni<Long> count(Shop shop) {
        return count("shopId = ?1", shop.id());
    }
}
