package io.kequn.points;

import io.kequn.platform.graphql.Payload;
import io.kequn.platform.graphql.UserError;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.jspecify.annotations.Nullable;

/// The commands on points in GraphQL.
@GraphQLApi
public class PointsCommandGraphQL {
    private final PointsService points;

    PointsCommandGraphQL(PointsService points) {
        this.points = points;
    }

    @Mutation
    @Description("Grants a customer points.")
    public Uni<PointsPayload> pointsEarn(PointsToEarn input) {
        return Payload.of(() -> points.earn(input.customer(), input.earning()), PointsPayload::new);
    }

    @Mutation
    @Description("Spends points, those that expire first before others.")
    public Uni<PointsPayload> pointsRedeem(PointsToRedeem input) {
        return Payload.of(() -> points.redeem(input.customer(), input.redemption()), PointsPayload::new);
    }

    @Mutation
    @Description("Sets points aside, to be consumed or released later.")
    public Uni<PointsPayload> pointsFreeze(PointsToFreeze input) {
        return Payload.of(() -> points.freeze(input.customer(), input.freezing()), PointsPayload::new);
    }

    @Mutation
    @Description("Spends points set aside, and releases the rest.")
    public Uni<PointsPayload> pointsHoldConsume(PointsToConsume input) {
        return Payload.of(
                () -> points.consume(input.customer(), input.holdId(), input.consumption()), PointsPayload::new);
    }

    @Mutation
    @Description("Releases points set aside.")
    public Uni<PointsPayload> pointsHoldRelease(PointsToRelease input) {
        return Payload.of(() -> points.release(input.customer(), input.holdId(), input.release()), PointsPayload::new);
    }

    @Mutation
    @Description("Corrects a balance, with a reason.")
    public Uni<PointsPayload> pointsAdjust(PointsToAdjust input) {
        return Payload.of(() -> points.adjust(input.customer(), input.adjustment()), PointsPayload::new);
    }

    @Mutation
    @Description("Takes back what an entry has granted, or gives back what it has spent, all or in part.")
    public Uni<PointsPayload> pointsEntryReverse(PointsToReverse input) {
        return Payload.of(() -> points.reverse(input.customer(), input.entry(), input.reversal()), PointsPayload::new);
    }

    @Mutation
    @Description("Gives points to another customer.")
    public Uni<PointsGiftPayload> pointsTransfer(PointsToTransfer input) {
        return Payload.of(
                Map.of("to", "toCustomerId"),
                () -> points.transfer(input.customer(), input.transfer()),
                PointsGiftPayload::new);
    }

    public record PointsPayload(@Nullable PointsChange change, List<UserError> userErrors) {}

    public record PointsGiftPayload(@Nullable PointsGift gift, List<UserError> userErrors) {}
}
