package io.kequn.points;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/// What a shop does with points in general. What customers have keeps the expiry that it came with.
@Singleton
public class PointsSettingsService {
    private final DefinitionTransaction definitions;
    private final PointsSettingsWrites writes;
    private final ShopReads reads;

    PointsSettingsService(DefinitionTransaction definitions, PointsSettingsWrites writes, ShopReads reads) {
        this.definitions = definitions;
        this.writes = writes;
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
        return definitions.writeRules(command, () -> writes.put(caller.ofShop(), settings, expected));
    }
}
