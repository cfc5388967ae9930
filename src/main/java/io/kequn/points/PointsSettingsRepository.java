package io.kequn.points;

import io.kequn.platform.access.Shop;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Writes of what shops do with points in general.
@Singleton
class PointsSettingsRepository implements PanacheRepositoryBase<PointsSettingsEntity, Integer> {
    Uni<Optional<PointsSettingsEntity>> of(Shop shop) {
        return findById(shop.id()).map(Optional::ofNullable);
    }
}
