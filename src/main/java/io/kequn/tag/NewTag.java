package io.kequn.tag;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/// A tag to be made.
public record NewTag(
        @Nullable String key,
        @Nullable String name,
        @Nullable String description,
        @Nullable String color,
        @Nullable String groupKey,
        @JsonProperty("public") @Name("public") @Nullable Boolean isPublic) {
    TagSpec spec() {
        return new TagSpec(name, description, color, groupKey, isPublic);
    }
}
