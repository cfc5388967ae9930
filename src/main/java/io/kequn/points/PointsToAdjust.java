package io.kequn.points;

import io.kequn.platform.graphql.NodeId;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Id;
import org.jspecify.annotations.Nullable;

/// Points to add or, below zero, to take. `customerId` takes a global id, a uuid, or `{source}:{externalId}`.
public record PointsToAdjust(
        @Id String customerId,
        Long points,
        String reason,
        @Nullable String note,
        @Nullable Instant expiresAt,
        @Nullable Boolean dryRun) {
    String customer() {
        return NodeId.keyOf("Customer", customerId);
    }

    PointsAdjustment adjustment() {
        return new PointsAdjustment(points, reason, note, expiresAt, dryRun);
    }
}
