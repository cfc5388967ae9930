package io.kequn.shop;

import io.kequn.platform.access.Caller;
import io.kequn.platform.graphql.Payload;
import io.kequn.platform.page.PageRequest;
import io.kequn.platform.value.ExpectedVersion;
import io.kequn.platform.value.Patch;
import io.kequn.shop.ShopInputs.ApiKeyRevoke;
import io.kequn.shop.ShopInputs.ShopApiKey;
import io.kequn.shop.ShopInputs.ShopUpdate;
import io.kequn.shop.ShopPayloads.ApiKeyCreatePayload;
import io.kequn.shop.ShopPayloads.ApiKeyRevokePayload;
import io.kequn.shop.ShopPayloads.ShopClockSetPayload;
import io.kequn.shop.ShopPayloads.ShopCreatePayload;
import io.kequn.shop.ShopPayloads.ShopUpdatePayload;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class ShopGraphQL {
    private final ShopService shops;
    private final ApiKeyService keys;
    private final ClockService clocks;

    ShopGraphQL(ShopService shops, ApiKeyService keys, ClockService clocks) {
        this.shops = shops;
        this.keys = keys;
        this.clocks = clocks;
    }

    @Query
    @Description("The settings and the present instant of the credential's own shop.")
    public Uni<ShopSettings> shop() {
        return shops.own();
    }

    @Query
    @Description("The clock that the shop's rules go by.")
    public Uni<ShopClock> shopClock() {
        return clocks.get();
    }

    @Query
    @Description("What the credential of this request may do.")
    public Uni<WhoAmI> whoAmI() {
        return Uni.createFrom().item(() -> WhoAmI.of(Caller.current()));
    }

    @Query
    @Description("The shop's API keys, the latest first.")
    public Uni<ApiKeyConnection> apiKeys(@Nullable Integer first, @Nullable String after) {
        return keys.list(PageRequest.of(first, after, false, "first")).map(ApiKeyConnection::of);
    }

    @Query
    @Description("One of the shop's API keys, without its secret.")
    public Uni<ApiKey> apiKey(@Id String id) {
        return keys.get(id);
    }

    @Query
    @Description("All shops by key; for the platform administrator.")
    public Uni<ShopConnection> shops(@Nullable Integer first, @Nullable String after) {
        return shops.list(PageRequest.of(first, after, false, "first")).map(ShopConnection::of);
    }

    @Query
    @Description("Any shop; for the platform administrator.")
    public Uni<ShopSettings> shopByKey(String key) {
        return shops.get(key);
    }

    @Mutation
    @Description("Makes a key; its secret is shown in this answer only.")
    public Uni<ApiKeyCreatePayload> apiKeyCreate(NewApiKey input) {
        return Payload.of(() -> keys.create(input), ApiKeyCreatePayload::new);
    }

    @Mutation
    @Description("Revokes a key at once.")
    public Uni<ApiKeyRevokePayload> apiKeyRevoke(ApiKeyRevoke input) {
        return Payload.of(() -> keys.revoke(input.id()), ApiKeyRevokePayload::new);
    }

    @Mutation
    @Description("Makes a shop; for the platform administrator.")
    public Uni<ShopCreatePayload> shopCreate(NewShop input) {
        return Payload.of(() -> shops.create(input), ShopCreatePayload::new);
    }

    @Mutation
    @Description("Changes what `changes` mentions; null clears. For the platform administrator.")
    public Uni<ShopUpdatePayload> shopUpdate(ShopUpdate input, Context context) {
        Map<String, Map<String, Object>> sent = context.getArgument("input");
        var patch = Patch.of(input.changes(), sent.get("changes"));
        return Payload.of(
                () -> shops.change(input.key(), patch, ExpectedVersion.of(input.expectedVersion())),
                ShopUpdatePayload::new);
    }

    @Mutation
    @Description("Moves the clock of a test shop forward.")
    public Uni<ShopClockSetPayload> shopClockSet(NewClockTime input) {
        return Payload.of(() -> clocks.set(input), ShopClockSetPayload::new);
    }

    @Mutation
    @Description("Makes a key of any shop, such as its first; for the platform administrator.")
    public Uni<ApiKeyCreatePayload> shopApiKeyCreate(ShopApiKey input) {
        return Payload.of(() -> keys.createFor(input.shopKey(), input.apiKey()), ApiKeyCreatePayload::new);
    }
}
