package io.kequn.event;

import io.kequn.platform.access.Shop;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/// Writes of what is declared of events.
@Singleton
class EventDefinitionRepository implements PanacheRepositoryBase<EventDefinitionEntity, Integer> {
    Uni<Optional<EventDefinitionEntity>> lock(Shop shop, String name) {
        return find("shopId = ?1 and name = ?2", shop.id(), name)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    Uni<List<EventDefinitionEntity>> all(Shop shop) {
        return list("shopId = ?1 order by name", shop.id());
    }

    Uni<Long> count(Shop shop) {
        return count("shopId = ?1", shop.id());
    }
}
