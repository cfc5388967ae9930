package io.kequn.points;

import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.kequn.platform.value.ExpectedVersion;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/// What a shop does with points in general, in GraphQL.
@GraphQLApi
public class PointsSettingsGraphQL {
    private final PointsSettingsService settings;

    PointsSettingsGraphQL(PointsSettingsService settings) {
        this.settings = settings;
    }

    @Query
    @Description("When points count, expire, and are taken back.")
    public Uni<PointsSettings> pointsSettings() {
        return settings.get();
    }

    @Mutation
    @Description("Sets when points count, expire, and are taken back, all as it is given.")
    public Uni<PointsSettingsPayload> pointsSettingsSet(PointsSettingsToSet input) {
        return Payload.of(
                () -> settings.put(input.spec(), ExpectedVersion.of(input.expectedVersion())),
                PointsSettingsPayload::new);
    }

    public record PointsSettingsToSet(
            @Nullable String pendingPeriod,
            @Nullable PointsExpiry expiry,
            @Nullable ReversalPolicy reversal,
            @Nullable Integer expectedVersion) {
        PointsSettingsSpec spec() {
            return new PointsSettingsSpec(pendingPeriod, expiry, reversal);
        }
    }

    public record PointsSettingsPayload(@Nullable PointsSettings settings, List<UserError> userErrors) {}
}
