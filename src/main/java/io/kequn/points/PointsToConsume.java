package io.kequn.points;

import io.kequn.platform.graphql.NodeId;
import org.eclipse.microprofile.graphql.Id;
import org.jspecify.annotations.Nullable;

/// Points of a hold to be spent; all unless said. `customerId` takes a global id, a uuid, or
/// `{source}:{externalId}`.
public record PointsToConsume(
        @Id String customerId,
        @Id String holdId,
        @Nullable Long points,
        @Nullable String reason,
        @Nullable String note,
        @Nullable Boolean dryRun) {
    String customer() {
        return NodeId.keyOf("Customer", customerId);
    }

    PointsConsumption consumption() {
        return new PointsConsumption(points, reason, note, dryRun);
    }
}
