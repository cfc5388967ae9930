package io.kequn.points;

import io.kequn.platform.graphql.NodeId;
import org.eclipse.microprofile.graphql.Id;
import org.jspecify.annotations.Nullable;

/// A hold to be released. `customerId` takes a global id, a uuid, or `{source}:{externalId}`.
public record PointsToRelease(
        @Id String customerId,
        @Id String holdId,
        @Nullable String reason,
        @Nullable String note,
        @Nullable Boolean dryRun) {
    String customer() {
        return NodeId.keyOf("Customer", customerId);
    }

    PointsRelease release() {
        return new PointsRelease(reason, note, dryRun);
    }
}
