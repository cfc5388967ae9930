package io.kequn.demo;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Credentials;
import io.kequn.platform.access.Scope;
import io.kequn.platform.page.PageRequest;
import io.kequn.shop.ApiKey;
import io.kequn.shop.ApiKeyService;
import io.kequn.shop.NewApiKey;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The admin key of the demo shop: afresh at each start, because only its hash is kept; the ones before are revoked.
@Singleton
class DemoKey {
    private static final String NAME = "Demo";

    private final ApiKeyService keys;
    private final Credentials credentials;

    DemoKey(ApiKeyService keys, Credentials credentials) {
        this.keys = keys;
        this.credentials = credentials;
    }

    /// A key, and the caller that it makes.
    record Issued(String id, String secret, Caller caller) {}

    Uni<Issued> issue(String shop) {
        var scopes = Arrays.stream(Scope.values()).map(Scope::text).toList();
        return keys.createFor(shop, new NewApiKey(NAME, scopes, null))
                .chain(issued -> credentials
                        .find(issued.secret())
                        .map(found -> found.orElseThrow())
                        .map(found ->
                                new Issued(issued.id(), issued.secret(), found.caller(Locale.ENGLISH, null, "demo"))));
    }

    Uni<Void> revokeOthers(Issued latest) {
        return keys.list(PageRequest.first(PageRequest.MOST))
                .map(page -> page.items().stream()
                        .filter(key -> key.name().equals(NAME) && key.revokedAt() == null)
                        .map(ApiKey::id)
                        .filter(id -> !id.equals(latest.id()))
                        .toList())
                .chain(this::revoke);
    }

    private Uni<Void> revoke(List<String> ids) {
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(keys::revoke)
                .collect()
                .asList()
                .replaceWithVoid();
    }
}
