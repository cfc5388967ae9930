package io.kequn.points;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Points to be set aside, until `expiresAt` or until the hold is consumed or released.
public record PointsFreezing(
        @Nullable Long points,
        @Nullable Instant expiresAt,
        @Nullable String order,
        @Nullable String reason,
        @Nullable String note,
        @Nullable Boolean dryRun) {}
