package io.kequn.customer;

import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.platform.access.Shop;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes of attribute definitions. A row is locked as it is read, so that two editors run one after the other.
@Singleton
class AttributeRepository implements PanacheRepositoryBase<AttributeEntity, Integer> {
    /// Refuses with `state_conflict` while the attribute is being deleted.
    Uni<Optional<AttributeEntity>> lock(Shop shop, String key) {
        return find("shopId = ?1 and key = ?2", shop.id(), key)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .invoke(AttributeRepository::refuseDeleting)
                .map(Optional::ofNullable);
    }

    /// All of the shop's, as the running transaction sees them.
    Uni<List<Attribute>> all(Shop shop) {
        return list("shopId = ?1 and not deleting order by key", shop.id())
                .map(found -> found.stream().map(AttributeEntity::view).toList());
    }

    /// With those that are being deleted: customers have values of them yet.
    Uni<Long> count(Shop shop) {
        return count("shopId = ?1", shop.id());
    }

    private static void refuseDeleting(@Nullable AttributeEntity attribute) {
        if (attribute != null && attribute.deleting) {
            throw STATE_CONFLICT.because(
                    "The attribute `" + attribute.key + "` is being deleted; its key is free again once that is done.",
                    "属性 `" + attribute.key + "` 正在删除；完成后方可再次使用该键。");
        }
    }
}
