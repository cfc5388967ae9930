package io.kequn.tag;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.DefinitionTransaction;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/// Writes of tag groups. A row is locked as it is read, so that two editors run one after the other.
@Singleton
class TagGroupRepository implements PanacheRepositoryBase<TagGroupEntity, Integer> {
    private static final String TAGS = "select count(*) from tag where shop_id = ?1 and group_id = ?2";

    Uni<Optional<TagGroupEntity>> lock(Shop shop, String key) {
        return find("shopId = ?1 and key = ?2", shop.id(), key)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    Uni<Long> tags(TagGroupEntity group) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(TAGS, Long.class)
                        .setParameter(1, group.shopId)
                        .setParameter(2, group.id)
                        .getSingleResult());
    }
}
