package io.kequn.tag;

import org.jspecify.annotations.Nullable;

/// A group of tags to be made.
public record NewTagGroup(
        @Nullable String key,
        @Nullable String name,
        @Nullable String description,
        @Nullable TagGroupKind kind,
        @Nullable Boolean exclusive) {
    TagGroupSpec spec() {
        return new TagGroupSpec(name, description, kind, exclusive);
    }
}
