package io.kequn.tag;

import org.jspecify.annotations.Nullable;

/// A tag to be made.
public record NewTag(
        @Nullable String key,
        @Nullable String name,
        @Nullable String description,
        @Nullable String color,
        @Nullable String groupKey) {
    TagSpec spec() {
        return new TagSpec(name, description, color, groupKey);
    }
}
