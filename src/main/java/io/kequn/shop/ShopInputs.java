package io.kequn.shop;

import org.jspecify.annotations.Nullable;

/// What GraphQL puts into one input where REST has a path and header fields besides the body.
public final class ShopInputs {
    private ShopInputs() {}

    public record ShopUpdate(
            String key, ShopChanges changes, @Nullable Integer expectedVersion) {}

    public record ShopApiKey(String shopKey, NewApiKey apiKey) {}

    public record ApiKeyRevoke(String id) {}
}
