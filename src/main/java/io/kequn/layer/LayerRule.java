package io.kequn.layer;

import org.jspecify.annotations.Nullable;

/// A layer as a version of a set defines it; the last one has no rule and takes all that are left.
public record LayerRule(String key, String name, @Nullable String rule) {}
