package io.kequn.points;

import org.jspecify.annotations.Nullable;

/// The rule that earned points, in the version of then, and what multiplied them, if anything did.
public record AppliedRule(String key, int version, @Nullable AppliedMultiplier multiplier) {}
