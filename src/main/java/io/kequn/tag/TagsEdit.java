package io.kequn.tag;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Tags to give to a customer and to take away, by key, in one go; a list that is left out is empty. `expiresAt` and
/// `source` are of those given.
public record TagsEdit(
        @Nullable List<String> add,
        @Nullable List<String> remove,
        @Nullable Instant expiresAt,
        @Nullable AssignmentSource source) {
    List<String> added() {
        return Objects.requireNonNullElse(add, List.of());
    }

    List<String> removed() {
        return Objects.requireNonNullElse(remove, List.of());
    }
}
