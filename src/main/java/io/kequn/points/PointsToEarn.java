package io.kequn.points;

import io.kequn.platform.graphql.NodeId;
import io.kequn.platform.value.Money;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Id;
import org.jspecify.annotations.Nullable;

/// Points to be granted by hand, or as a rule gives. `customerId` takes a global id, a uuid, or
/// `{source}:{externalId}`.
public record PointsToEarn(
        @Id String customerId,
        @Nullable Long points,
        @Nullable String rule,
        @Nullable Money amount,
        @Nullable String reason,
        @Nullable String note,
        @Nullable Instant expiresAt,
        @Nullable Boolean dryRun) {
    String customer() {
        return NodeId.keyOf("Customer", customerId);
    }

    PointsEarning earning() {
        return new PointsEarning(points, rule, amount, reason, note, expiresAt, dryRun);
    }
}
