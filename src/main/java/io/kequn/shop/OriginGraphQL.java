package io.kequn.shop;

import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

@GraphQLApi
public class OriginGraphQL {
    private final OriginService origins;

    OriginGraphQL(OriginService origins) {
        this.origins = origins;
    }

    public record ShopOriginsPayload(@Nullable AllowedOrigins allowed, List<UserError> userErrors) {}

    @Query
    @Description("Whose pages in browsers may call in the shop's name.")
    public Uni<AllowedOrigins> shopOrigins() {
        return origins.get();
    }

    @Mutation
    @Description("Sets whose pages in browsers may call in the shop's name.")
    public Uni<ShopOriginsPayload> shopOriginsSet(AllowedOrigins input) {
        return Payload.of(() -> origins.put(input), ShopOriginsPayload::new);
    }
}
