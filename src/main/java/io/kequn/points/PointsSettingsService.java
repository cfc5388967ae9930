package io.kequn.points;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/// What a shop does with points in general. What customers have keeps the expiry that it came with.
@Singleton
public class PointsSettingsService {
    private final DefinitionTransaction definitions;
    private final PointsSettingsRepository repository;
    private final ShopReads reads;

    PointsSettingsService(DefinitionTransaction definitions, PointsSettingsRepository repository, ShopReads reads) {
        this.definitions = definitions;
        this.repository = repository;
        this.reads = reads;
    }

    public Uni<PointsSettings> get() {
        var shop = Caller.with(Scope.POINTS_READ).ofShop();
        return reads.find(shop, row -> PointsSettings.of(Columns.of(row)), PointsSettings.SELECT, shop.id())
                .map(found -> found.orElse(PointsSettings.INITIAL));
    }

    /// Makes them all as they are given. The shop's writers go by them from the commit on.
    public Uni<PointsSettings> put(PointsSettingsSpec spec, ExpectedVersion expected) {
        var caller = Caller.with(Scope.POINTS_PUBLISH);
        var settings = PointsSettingsInputs.read(spec);
        var command = new Command<>(caller, "points-settings", spec, PointsSettings.class);
        return definitions.writeRules(
                command,
                () -> repository.of(caller.ofShop()).chain(found -> write(caller.ofShop(), found, settings, expected)));
    }

    private Uni<PointsSettings> write(
            Shop shop, Optional<PointsSettingsEntity> found, PointsSettings settings, ExpectedVersion expected) {
        expected.check(found.map(entity -> entity.version).orElse(0));
        var entity = found.orElseGet(() -> PointsSettingsEntity.of(shop));
        entity.set(settings);
        return (found.isPresent() ? repository.flush() : repository.persistAndFlush(entity))
                .chain(() -> DefinitionTransaction.find(PointsSettings::of, PointsSettings.SELECT, shop.id()))
                .map(Optional::orElseThrow);
    }
}
