package io.kequn.shop;

import io.kequn.platform.access.Feature;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.Connections;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The features of shops, outside row-level security and read by shop only.
@Singleton
class FeatureStore {
    private static final String ALL = "select * from shop_feature where shop_id = $1";
    private static final String ONE = "select * from shop_feature where shop_id = $1 and feature = $2";
    private static final String DECIDE = """
        insert into shop_feature (shop_id, feature, state, decided_at, decided_by)
        values (?1, ?2, ?3, clock_timestamp(), ?4)
        on conflict (shop_id, feature) do update
        set state = excluded.state, decided_at = excluded.decided_at, decided_by = excluded.decided_by\
        """;
    private static final String REQUEST = """
        update shop_feature set state = 'requested', requested_at = clock_timestamp(), requested_by = ?3
        where shop_id = ?1 and feature = ?2 and state = 'disabled'\
        """;

    private final Connections connections;

    FeatureStore(Connections connections) {
        this.connections = connections;
    }

    /// All there are, in order.
    Uni<List<ShopFeature>> all(Shop shop) {
        return connections
                .query(ALL, shop.id())
                .map(rows -> Sql.list(rows, Columns::of))
                .map(FeatureStore::complete);
    }

    Uni<ShopFeature> decide(Shop shop, Feature feature, FeatureState state, String by) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(DECIDE)
                        .setParameter(1, shop.id())
                        .setParameter(2, feature.text())
                        .setParameter(3, state.stored())
                        .setParameter(4, by)
                        .executeUpdate())
                .chain(() -> one(shop, feature));
    }

    Uni<ShopFeature> request(Shop shop, Feature feature, String by) {
        return DefinitionTransaction.session()
                .chain(session -> session.createNativeQuery(REQUEST)
                        .setParameter(1, shop.id())
                        .setParameter(2, feature.text())
                        .setParameter(3, by)
                        .executeUpdate())
                .chain(() -> one(shop, feature));
    }

    private static Uni<ShopFeature> one(Shop shop, Feature feature) {
        return DefinitionTransaction.find(row -> ShopFeature.of(feature, row), ONE, shop.id(), feature.text())
                .map(found -> found.orElseGet(() -> ShopFeature.undecided(feature)));
    }

    private static List<ShopFeature> complete(List<Columns> rows) {
        Map<String, Columns> byName =
                rows.stream().collect(Collectors.toMap(row -> row.text("feature"), Function.identity()));
        return Arrays.stream(Feature.values())
                .map(feature -> {
                    var row = byName.get(feature.text());
                    return row == null ? ShopFeature.undecided(feature) : ShopFeature.of(feature, row);
                })
                .toList();
    }
}
