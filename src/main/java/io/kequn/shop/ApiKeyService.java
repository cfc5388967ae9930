package io.kequn.shop;

import static io.kequn.platform.access.Scope.API_KEYS_READ;
import static io.kequn.platform.access.Scope.API_KEYS_WRITE;
import static io.kequn.platform.problem.ErrorCode.API_KEY_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.SCOPE_MISSING;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Command;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.page.Cursors;
import io.kequn.platform.page.Page;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.problem.Inputs;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// API keys: random, stored as a hash, shown once, revocable at once.
@Singleton
public class ApiKeyService {
    private static final String LIST = "api-keys";
    private static final Set<String> SCOPES =
            Arrays.stream(Scope.values()).map(Scope::text).collect(Collectors.toCollection(LinkedHashSet::new));

    private final DefinitionTransaction definitions;
    private final ApiKeyRepository keys;
    private final ShopService shops;
    private final ShopStore store;
    private final Cursors cursors;

    ApiKeyService(
            DefinitionTransaction definitions,
            ApiKeyRepository keys,
            ShopService shops,
            ShopStore store,
            Cursors cursors) {
        this.definitions = definitions;
        this.keys = keys;
        this.shops = shops;
        this.store = store;
        this.cursors = cursors;
    }

    /// Makes a key of the caller's shop with at most the caller's own scopes.
    public Uni<IssuedApiKey> create(NewApiKey request) {
        var caller = Caller.with(API_KEYS_WRITE);
        var scopes = checked(request);
        refuseMore(caller, scopes);
        return issue(caller, "api-keys", caller.ofShop(), request);
    }

    /// Makes a key of any shop, such as its first; for the platform.
    public Uni<IssuedApiKey> createFor(String shopKey, NewApiKey request) {
        var caller = Caller.administrator();
        var unused = checked(request);
        return shops.identify(shopKey).chain(shop -> issue(caller, "shops/" + shopKey + "/api-keys", shop, request));
    }

    public Uni<ApiKey> get(String id) {
        var shop = Caller.with(API_KEYS_READ).ofShop();
        return store.key(shop, id)
                .map(found -> found.orElseThrow(
                        () -> API_KEY_NOT_FOUND.because("The shop has no key with this id.", "店铺没有此编号的密钥。")));
    }

    /// The latest first; revoked and expired ones too.
    public Uni<Page<ApiKey>> list(PageRequest request) {
        var caller = Caller.with(API_KEYS_READ);
        var shop = caller.ofShop();
        var position = cursors.position(caller, LIST, request);
        return store.keys(shop, position.isEmpty() ? null : Integer.valueOf(position.getFirst()), request.rows())
                .map(rows -> cursors.page(caller, LIST, request, rows, row -> List.of(String.valueOf(row.number()))))
                .map(page -> page.map(ShopStore.KeyRow::key))
                .chain(page -> request.count()
                        ? store.countKeys(shop).map(page::withTotal)
                        : Uni.createFrom().item(page));
    }

    /// From the next request on the key opens nothing. Revoking again changes nothing.
    public Uni<ApiKey> revoke(String id) {
        var caller = Caller.with(API_KEYS_WRITE);
        var shop = caller.ofShop();
        var command = new Command<>(caller, "api-keys/" + id + "/revoke", null, ApiKey.class);
        return definitions.write(
                command,
                () -> keys.lock(shop.id(), id)
                        .map(found -> Optional.ofNullable(found)
                                .orElseThrow(() ->
                                        API_KEY_NOT_FOUND.because("The shop has no key with this id.", "店铺没有此编号的密钥。")))
                        .invoke(ApiKeyEntity::revoke)
                        .map(ApiKey::of));
    }

    private Uni<IssuedApiKey> issue(Caller caller, String route, Shop shop, NewApiKey request) {
        var command = new Command<>(caller, route, request, IssuedApiKey.class);
        return definitions.write(command, () -> persist(shop, request));
    }

    private Uni<IssuedApiKey> persist(Shop shop, NewApiKey request) {
        var material = KeyMaterial.random();
        var key = ApiKeyEntity.of(shop, request, material);
        return keys.persistAndFlush(key).map(made -> IssuedApiKey.of(made, material.text()));
    }

    private static Set<Scope> checked(NewApiKey request) {
        var inputs = new Inputs();
        inputs.name("/name", request.name());
        inputs.require(!request.scopes().isEmpty(), "/scopes", "Name at least one scope.", "请至少指定一个权限。");
        var scopes = request.scopes();
        inputs.require(
                scopes.size() <= SCOPES.size(),
                "/scopes",
                "There are only " + SCOPES.size() + " scopes.",
                "最多 " + SCOPES.size() + " 个权限。");
        for (int i = 0; i < Math.min(scopes.size(), SCOPES.size()); i++) {
            if (!SCOPES.contains(scopes.get(i))) {
                inputs.refuseChoice("/scopes/" + i, scopes.get(i), SCOPES);
            }
        }
        Instant expires = request.expiresAt();
        inputs.require(
                expires == null || (expires.isAfter(Instant.now()) && expires.isBefore(ShopChecks.LATEST)),
                "/expiresAt",
                "Must lie in the future, before the year 2200.",
                "须为 2200 年之前的将来时间。");
        inputs.check();
        return request.scopes().stream()
                .map(Scope::of)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    private static void refuseMore(Caller caller, Set<Scope> scopes) {
        String more = scopes.stream()
                .filter(scope -> !caller.scopes().contains(scope))
                .map(Scope::text)
                .sorted()
                .collect(Collectors.joining(", "));
        if (!more.isEmpty()) {
            throw SCOPE_MISSING.because(
                    "A key cannot grant what it lacks: " + more + ".", "密钥不能授予自身没有的权限：" + more + "。");
        }
    }
}
