package io.kequn.points;

import io.kequn.platform.graphql.NodeId;
import org.eclipse.microprofile.graphql.Id;
import org.jspecify.annotations.Nullable;

/// Points to be spent, perhaps on an order. `customerId` takes a global id, a uuid, or `{source}:{externalId}`.
public record PointsToRedeem(
        @Id String customerId,
        Long points,
        @Nullable String order,
        @Nullable String reason,
        @Nullable String note,
        @Nullable Boolean dryRun) {
    String customer() {
        return NodeId.keyOf("Customer", customerId);
    }

    PointsRedemption redemption() {
        return new PointsRedemption(points, order, reason, note, dryRun);
    }
}
