package io.kequn.tag;

import org.jspecify.annotations.Nullable;

/// A tag as callers define it by its key. `groupKey` null: it belongs to no group.
public record TagSpec(
        @Nullable String name,
        @Nullable String description,
        @Nullable String color,
        @Nullable String groupKey) {}
