package io.kequn.points;

import org.jspecify.annotations.Nullable;

/// Points to give to another customer, who gets them with the expiry that they have.
public record PointsTransfer(
        @Nullable String to,
        @Nullable Long points,
        @Nullable String reason,
        @Nullable String note,
        @Nullable Boolean dryRun) {}
