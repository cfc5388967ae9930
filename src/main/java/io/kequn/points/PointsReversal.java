package io.kequn.points;

import org.jspecify.annotations.Nullable;

/// How many points of an entry to take or give back; all that are left of it unless said.
public record PointsReversal(
        @Nullable Long points,
        @Nullable String reason,
        @Nullable String note,
        @Nullable Boolean dryRun) {}
