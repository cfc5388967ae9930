package io.kequn.points;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.DefinitionTransaction;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/// Writes of points rules. A row is locked as it is read, so that two editors run one after the other.
@Singleton
class PointsRuleRepository implements PanacheRepositoryBase<PointsRuleEntity, Integer> {
    private static final String KEEP_VERSION = """
        insert into points_rule_version (shop_id, key, version, spec, author)
        select shop_id, key, version, spec, ?3 from points_rule where shop_id = ?1 and id = ?2
        on conflict do nothing\
        """;

    Uni<Optional<PointsRuleEntity>> lock(Shop shop, String key) {
        return find("shopId = ?1 and key = ?2", shop.id(), key)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    /// Keeps the version for orders that earn by it now and change later.
    Uni<Void> keepVersion(Caller caller, PointsRuleEntity rule) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(KEEP_VERSION)
                        .setParameter(1, rule.shopId)
                        .setParameter(2, rule.id)
                        .setParameter(3, caller.principal())
                        .executeUpdate()
                        .replaceWithVoid());
    }
}
