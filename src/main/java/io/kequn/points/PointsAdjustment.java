package io.kequn.points;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A correction by people: points to add, or, below zero, to take; never more than are available.
public record PointsAdjustment(
        @Nullable Long points,
        @Nullable String reason,
        @Nullable String note,
        @Nullable Instant expiresAt,
        @Nullable Boolean dryRun) {}
