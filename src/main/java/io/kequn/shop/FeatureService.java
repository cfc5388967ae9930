package io.kequn.shop;

import static io.kequn.platform.access.Scope.SHOP_READ;
import static io.kequn.platform.access.Scope.SHOP_WRITE;
import static io.kequn.platform.problem.ErrorCode.FEATURE_NOT_FOUND;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Feature;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// Which features a shop has. The platform decides, the shop asks. What a feature has made stays as it is and stays
/// right while the shop does not have it; nobody can call it, and nothing is sent.
@Singleton
public class FeatureService {
    private static final String NAMES =
            Arrays.stream(Feature.values()).map(Feature::text).collect(Collectors.joining("`, `", "`", "`"));

    private final DefinitionTransaction definitions;
    private final ShopService shops;
    private final FeatureStore store;

    FeatureService(DefinitionTransaction definitions, ShopService shops, FeatureStore store) {
        this.definitions = definitions;
        this.shops = shops;
        this.store = store;
    }

    /// All features and whether the caller's shop has them.
    public Uni<List<ShopFeature>> own() {
        return store.all(Caller.with(SHOP_READ).ofShop());
    }

    /// Asks the platform for a feature that the shop does not have; where it has it, nothing changes.
    public Uni<ShopFeature> request(String name) {
        var caller = Caller.with(SHOP_WRITE);
        var feature = known(name);
        var command = new Command<>(caller, "shop/features/" + name + "/request", null, ShopFeature.class);
        return definitions.write(command, () -> store.request(caller.ofShop(), feature, caller.principal()));
    }

    /// Those of any shop; for the platform.
    public Uni<List<ShopFeature>> of(String shop) {
        return Uni.createFrom()
                .item(Caller::administrator)
                .chain(() -> shops.identify(shop))
                .chain(store::all);
    }

    /// One of any shop; for the platform.
    public Uni<ShopFeature> of(String shop, String name) {
        return of(shop).map(all -> one(all, known(name)));
    }

    /// Gives a feature to a shop or keeps it from it, from the next request on; for the platform.
    public Uni<ShopFeature> decide(String shop, String name, FeatureDecision decision) {
        var administrator = Caller.administrator();
        var feature = known(name);
        return shops.identify(shop).chain(found -> decide(administrator.inShop(found), found, feature, decision));
    }

    private Uni<ShopFeature> decide(Caller caller, Shop shop, Feature feature, FeatureDecision decision) {
        var route = "shops/" + shop.key() + "/features/" + feature.text();
        return definitions.write(
                new Command<>(caller, route, decision, ShopFeature.class),
                () -> store.decide(shop, feature, decision.state().state(), caller.principal()));
    }

    private static ShopFeature one(List<ShopFeature> all, Feature feature) {
        return all.stream()
                .filter(each -> each.feature() == feature)
                .findFirst()
                .orElseThrow();
    }

    private static Feature known(String name) {
        return Feature.of(name)
                .orElseThrow(() -> FEATURE_NOT_FOUND.because(
                        "There is no such feature; there are " + NAMES + ".", "没有此功能；现有功能：" + NAMES + "。"));
    }
}
