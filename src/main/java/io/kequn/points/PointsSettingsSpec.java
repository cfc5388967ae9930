package io.kequn.points;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What a shop does with points in general, as callers set it. `pendingPeriod` is the refund window, during
/// which what an order earned waits; null: it counts at once. Points never expire, and what is taken back but
/// spent is forgiven, unless said.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PointsSettingsSpec(
        @Nullable String pendingPeriod,
        @Nullable PointsExpiry expiry,
        @Nullable ReversalPolicy reversal) {}
