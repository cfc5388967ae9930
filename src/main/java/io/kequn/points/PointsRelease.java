package io.kequn.points;

import org.jspecify.annotations.Nullable;

/// Points set aside that are not needed after all.
public record PointsRelease(
        @Nullable String reason,
        @Nullable String note,
        @Nullable Boolean dryRun) {}
