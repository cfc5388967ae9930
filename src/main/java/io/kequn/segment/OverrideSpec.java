package io.kequn.segment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What shall hold for a customer, whatever the rule says. `expiresAt` null is for good.
public record OverrideSpec(
        OverrideKind kind,
        @Nullable String reason,
        @Nullable Instant expiresAt) {}
