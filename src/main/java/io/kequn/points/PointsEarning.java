package io.kequn.points;

import io.kequn.platform.value.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Points to be granted by hand: either so many `points`, or those that a `rule` gives, of an `amount` where
/// the rule goes by one. They count at once; `expiresAt` is by the shop's settings unless said.
public record PointsEarning(
        @Nullable Long points,
        @Nullable String rule,
        @Nullable Money amount,
        @Nullable String reason,
        @Nullable String note,
        @Nullable Instant expiresAt,
        @Nullable Boolean dryRun) {}
