package io.kequn.shop;

import io.kequn.platform.access.Feature;
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
public class FeatureGraphQL {
    private final FeatureService features;

    FeatureGraphQL(FeatureService features) {
        this.features = features;
    }

    public record ShopFeatureTarget(Feature feature) {}

    public record ShopFeatureEdit(String shopKey, Feature feature, FeatureGrant state) {}

    public record ShopFeaturePayload(@Nullable ShopFeature feature, List<UserError> userErrors) {}

    @Query
    @Description("All features and whether the shop has them.")
    public Uni<List<ShopFeature>> shopFeatures() {
        return features.own();
    }

    @Query
    @Description("The features of any shop; for the platform administrator.")
    public Uni<List<ShopFeature>> shopFeaturesByKey(String key) {
        return features.of(key);
    }

    @Mutation
    @Description("Asks the platform for a feature.")
    public Uni<ShopFeaturePayload> shopFeatureRequest(ShopFeatureTarget input) {
        return Payload.of(() -> features.request(input.feature().text()), ShopFeaturePayload::new);
    }

    @Mutation
    @Description("Gives a feature to a shop or keeps it from it; for the platform administrator.")
    public Uni<ShopFeaturePayload> shopFeatureSet(ShopFeatureEdit input) {
        return Payload.of(
                () -> features.decide(input.shopKey(), input.feature().text(), new FeatureDecision(input.state())),
                ShopFeaturePayload::new);
    }
}
