package io.kequn.level;

import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.platform.access.Shop;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;

/// Writes of level programs. Rows are locked as they are read, so that two editors run one after the other.
@Singleton
class LevelProgramRepository implements PanacheRepositoryBase<LevelProgramEntity, Integer> {
    Uni<Optional<LevelProgramEntity>> lock(Shop shop, String key) {
        return find("shopId = ?1 and key = ?2", shop.id(), key)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    Uni<LevelProgramEntity> lockExisting(Shop shop, String key) {
        return lock(shop, key).map(found -> found.orElseThrow(() -> Kind.LEVEL_PROGRAM.missing(key)));
    }

    /// The one that rules mean by `level` alone; empty if the shop has no program yet.
    Uni<Optional<LevelProgramEntity>> standard(Shop shop) {
        return find("shopId = ?1 and standard = true", shop.id())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    /// All programs of the shop, archived ones too.
    Uni<List<LevelProgramEntity>> lockAll(Shop shop) {
        return find("shopId = ?1 order by id", shop.id())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }
}
