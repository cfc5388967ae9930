package io.kequn.points;

import org.jspecify.annotations.Nullable;

/// Points to be spent. What is spent on an `order` (its id or `{source}:{externalId}`, which may come later)
/// is given back when that is cancelled or refunded in full.
public record PointsRedemption(
        @Nullable Long points,
        @Nullable String order,
        @Nullable String reason,
        @Nullable String note,
        @Nullable Boolean dryRun) {}
