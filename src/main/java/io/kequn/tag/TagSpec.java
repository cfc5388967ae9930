package io.kequn.tag;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/// A tag as callers define it by its key. `groupKey` null: it belongs to no group.
public record TagSpec(
        @Nullable String name,
        @Nullable String description,
        @Nullable String color,
        @Nullable String groupKey,
        @JsonProperty("public") @Name("public") @Nullable Boolean isPublic) {}
