package io.kequn.shop;

import io.kequn.platform.graphql.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The outcomes of this feature's mutations: the object, or what to mend.
public final class ShopPayloads {
    private ShopPayloads() {}

    public record ShopCreatePayload(@Nullable ShopSettings shop, List<UserError> userErrors) {}

    public record ShopUpdatePayload(@Nullable ShopSettings shop, List<UserError> userErrors) {}

    public record ShopClockSetPayload(@Nullable ShopClock shopClock, List<UserError> userErrors) {}

    public record ApiKeyCreatePayload(@Nullable IssuedApiKey apiKey, List<UserError> userErrors) {}

    public record ApiKeyRevokePayload(@Nullable ApiKey apiKey, List<UserError> userErrors) {}
}
