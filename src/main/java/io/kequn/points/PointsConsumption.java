package io.kequn.points;

import org.jspecify.annotations.Nullable;

/// How many of the points set aside to spend; all unless said. The rest is released.
public record PointsConsumption(
        @Nullable Long points,
        @Nullable String reason,
        @Nullable String note,
        @Nullable Boolean dryRun) {}
