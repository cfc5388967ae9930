package io.kequn.points;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Writes what a shop does with points in general, inside a definition transaction.
@Singleton
public class PointsSettingsWrites {
    private final PointsSettingsRepository repository;

    PointsSettingsWrites(PointsSettingsRepository repository) {
        this.repository = repository;
    }

    /// The settings as they shall be, after noting what is wrong with them.
    public static PointsSettings checked(Inputs inputs, PointsSettingsSpec spec) {
        return PointsSettingsInputs.read(inputs, spec);
    }

    /// Those of the shop, of version 0 if it has said nothing yet.
    public Uni<PointsSettings> present(Shop shop) {
        return DefinitionTransaction.find(PointsSettings::of, PointsSettings.SELECT, shop.id())
                .map(found -> found.orElse(PointsSettings.INITIAL));
    }

    /// Makes them all as they are given.
    public Uni<PointsSettings> put(Shop shop, PointsSettings settings, ExpectedVersion expected) {
        return repository.of(shop).chain(found -> write(shop, found, settings, expected));
    }

    private Uni<PointsSettings> write(
            Shop shop, Optional<PointsSettingsEntity> found, PointsSettings settings, ExpectedVersion expected) {
        expected.check(found.map(entity -> entity.version).orElse(0));
        var entity = found.orElseGet(() -> PointsSettingsEntity.of(shop));
        entity.set(settings);
        return (found.isPresent() ? repository.flush() : repository.persistAndFlush(entity)).chain(() -> present(shop));
    }
}
