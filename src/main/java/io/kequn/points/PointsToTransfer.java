package io.kequn.points;

import io.kequn.platform.graphql.NodeId;
import org.eclipse.microprofile.graphql.Id;
import org.jspecify.annotations.Nullable;

/// Points to give to another customer. `customerId` takes a global id, a uuid, or `{source}:{externalId}`.
public record PointsToTransfer(
        @Id String customerId,
        @Id String toCustomerId,
        Long points,
        @Nullable String reason,
        @Nullable String note,
        @Nullable Boolean dryRun) {
    String customer() {
        return NodeId.keyOf("Customer", customerId);
    }

    PointsTransfer transfer() {
        return new PointsTransfer(NodeId.keyOf("Customer", toCustomerId), points, reason, note, dryRun);
    }
}
