package io.kequn.tag;

import static io.kequn.platform.problem.ErrorCode.REFERENCE_UNKNOWN;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.value.Patch;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

    /// The group that the patch names, locked; empty if none.
    Uni<Optional<TagGroupEntity>> of(Shop shop, Patch<TagSpec> patch) {
        @Nullable String key = patch.values().groupKey();
        if (key == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return lock(shop, key).invoke(found -> {
            if (found.isEmpty()) {
                throw REFERENCE_UNKNOWN.at(
                        "/groupKey", "The shop has no tag group `" + key + "`.", "店铺没有标签组 `" + key + "`。");
            }
        });
    }

    /// Those of the groups whose tags exclude each other.
    Uni<List<TagGroupEntity>> exclusive(Shop shop, Set<Integer> numbers) {
        return numbers.isEmpty()
                ? Uni.createFrom().item(List.of())
                : list("shopId = ?1 and id in ?2 and exclusive order by id", shop.id(), numbers);
    }

    Uni<Long> tags(TagGroupEntity group) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(TAGS, Long.class)
                        .setParameter(1, group.shopId)
                        .setParameter(2, group.id)
                        .getSingleResult());
    }
}
