package io.kequn.shop;

import static io.kequn.platform.access.Scope.SHOP_READ;
import static io.kequn.platform.problem.ErrorCode.KEY_TAKEN;
import static io.kequn.platform.problem.ErrorCode.SHOP_NOT_FOUND;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.job.Jobs;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Inputs;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.problem.Violations;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.platform.value.Patch;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Shops: the platform makes and changes them, a shop reads its own settings.
@Singleton
public class ShopService {
    private static final String LIST = "shops";
    /// What rules mean depends on these.
    private static final Set<String> READ_BY_RULES = Set.of("timeZone", "weekStart", "currency");

    private final DefinitionTransaction definitions;
    private final ShopRepository shops;
    private final ShopStore store;
    private final ShopReads reads;
    private final Cursors cursors;
    private final SettingsEffects effects;
    private final Jobs jobs;

    ShopService(
            DefinitionTransaction definitions,
            ShopRepository shops,
            ShopStore store,
            ShopReads reads,
            Cursors cursors,
            SettingsEffects effects,
            Jobs jobs) {
        this.definitions = definitions;
        this.shops = shops;
        this.store = store;
        this.reads = reads;
        this.cursors = cursors;
        this.effects = effects;
        this.jobs = jobs;
    }

    /// Makes a shop. Refuses with `key_taken` where there is one with its key.
    public Uni<ShopSettings> create(NewShop request) {
        var caller = Caller.administrator();
        var inputs = new Inputs();
        var shop = ShopChecks.checked(inputs, request);
        var clock = Optional.ofNullable(ShopChecks.testClock(inputs, request));
        inputs.check();
        var command = new Command<>(caller, "shops", request, ShopSettings.class);
        return definitions
                .write(
                        command,
                        () -> shops.persistAndFlush(shop)
                                .call(made -> ShopRows.make(Objects.requireNonNull(made.id), clock))
                                .map(ShopSettings::of))
                .onFailure(Violations.of("shop_key_taken"))
                .transform(failure -> KEY_TAKEN.because(
                        "Another shop has the key `" + request.key() + "`; choose another.",
                        "键 `" + request.key() + "` 已被其他店铺占用，请另选。"));
    }

    public Uni<ShopSettings> get(String key) {
        return Uni.createFrom()
                .item(Caller::administrator)
                .chain(() -> store.find(key))
                .map(found -> found.orElseThrow(() -> notFound()));
    }

    public Uni<Page<ShopSettings>> list(PageRequest request) {
        var caller = Caller.administrator();
        var position = cursors.position(caller, LIST, request);
        return store.list(position.isEmpty() ? null : position.getFirst(), request.rows())
                .map(rows -> cursors.page(caller, LIST, request, rows, shop -> List.of(shop.key())))
                .chain(page -> request.count()
                        ? store.count().map(page::withTotal)
                        : Uni.createFrom().item(page));
    }

    /// The caller's own shop with its present instant.
    public Uni<ShopSettings> own() {
        var shop = Caller.with(SHOP_READ).ofShop();
        return store.find(shop.key())
                .map(found -> found.orElseThrow(() -> notFound()))
                .chain(settings -> reads.now(shop).map(settings::at));
    }

    /// The language and region of the caller's own shop, whatever its key may read.
    public Uni<Locale> locale(Shop shop) {
        return store.find(shop.key())
                .map(found -> Locale.forLanguageTag(
                        found.orElseThrow(() -> notFound()).locale()));
    }

    /// The shop that the platform works on.
    Uni<Shop> identify(String key) {
        return store.identify(key).map(found -> found.orElseThrow(() -> notFound()));
    }

    /// Changes a shop. A change of what rules read waits for the shop's writers, makes them read anew, and
    /// builds what reads days.
    public Uni<ShopSettings> change(String key, Patch<ShopChanges> patch, ExpectedVersion expected) {
        var administrator = Caller.administrator();
        return identify(key).chain(shop -> change(administrator.inShop(shop), patch, expected));
    }

    private Uni<ShopSettings> change(Caller caller, Patch<ShopChanges> patch, ExpectedVersion expected) {
        var key = caller.ofShop().key();
        var command = new Command<>(caller, "shops/" + key, patch, ShopSettings.class);
        boolean rules = patch.given().stream().anyMatch(READ_BY_RULES::contains);
        return rules
                ? definitions
                        .writeRules(command, () -> apply(caller, patch, expected))
                        .invoke(jobs::wake)
                : definitions.write(command, () -> apply(caller, patch, expected));
    }

    private Uni<ShopSettings> apply(Caller caller, Patch<ShopChanges> patch, ExpectedVersion expected) {
        return shops.lock(caller.ofShop().key())
                .map(found -> Optional.ofNullable(found).orElseThrow(() -> notFound()))
                .invoke(entity -> expected.check(entity.version))
                .call(entity -> apply(caller, patch, entity))
                .map(ShopSettings::of);
    }

    private Uni<Void> apply(Caller caller, Patch<ShopChanges> patch, ShopEntity entity) {
        var before = entity.asShop();
        ShopChecks.change(entity, patch);
        return shops.flush().chain(() -> effects.apply(caller.inShop(entity.asShop()), before));
    }

    private static Refusal notFound() {
        return SHOP_NOT_FOUND.because("There is no shop with this key.", "没有使用该键的店铺。");
    }
}
