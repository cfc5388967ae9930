package io.kequn.points;

import io.kequn.platform.graphql.NodeId;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Id;
import org.jspecify.annotations.Nullable;

/// Points to be set aside. `customerId` takes a global id, a uuid, or `{source}:{externalId}`.
public record PointsToFreeze(
        @Id String customerId,
        Long points,
        @Nullable Instant expiresAt,
        @Nullable String order,
        @Nullable String reason,
        @Nullable String note,
        @Nullable Boolean dryRun) {
    String customer() {
        return NodeId.keyOf("Customer", customerId);
    }

    PointsFreezing freezing() {
        return new PointsFreezing(points, expiresAt, order, reason, note, dryRun);
    }
}
