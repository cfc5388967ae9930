package io.kequn.tagrule;

import io.kequn.platform.access.Shop;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Writes of the rules that give tags.
@Singleton
class TagRuleRepository implements PanacheRepositoryBase<TagRuleEntity, Integer> {
    Uni<Optional<TagRuleEntity>> lock(Shop shop, int tag) {
        return lockAll(shop, List.of(tag)).map(found -> found.stream().findFirst());
    }

    /// The rules of those of the tags that have one.
    Uni<List<TagRuleEntity>> lockAll(Shop shop, Collection<Integer> tags) {
        return find("shopId = ?1 and tagId in ?2 order by tagId", shop.id(), tags)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }
}
