package io.kequn.tag;

import org.jspecify.annotations.Nullable;

/// A group as callers define it by its key. `kind` is `custom` and `exclusive` false unless said.
public record TagGroupSpec(
        @Nullable String name,
        @Nullable String description,
        @Nullable TagGroupKind kind,
        @Nullable Boolean exclusive) {}
