package io.kequn.points;

import io.kequn.platform.graphql.NodeId;
import org.eclipse.microprofile.graphql.Id;
import org.jspecify.annotations.Nullable;

/// An entry to take back, all that is left of it unless said. `customerId` takes a global id, a uuid, or
/// `{source}:{externalId}`.
public record PointsToReverse(
        @Id String customerId,
        @Id String entryId,
        @Nullable Long points,
        @Nullable String reason,
        @Nullable String note,
        @Nullable Boolean dryRun) {
    String customer() {
        return NodeId.keyOf("Customer", customerId);
    }

    String entry() {
        return NodeId.keyOf("PointsEntry", entryId);
    }

    PointsReversal reversal() {
        return new PointsReversal(points, reason, note, dryRun);
    }
}
