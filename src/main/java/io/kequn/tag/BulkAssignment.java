package io.kequn.tag;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Gives a tag to many customers or takes it from them: those named, by id or `{source}:{externalId}`, all
/// members of a segment, or all whom a filter in the rule language selects. `operation` is `add` unless said.
public record BulkAssignment(
        @Nullable Operation operation,
        @Nullable List<String> customers,
        @Nullable String segment,
        @Nullable String filter,
        @Nullable Instant expiresAt,
        @Nullable AssignmentSource source) {
    /// What becomes of the tag.
    public enum Operation {
        ADD,
        REMOVE;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    boolean removes() {
        return operation == Operation.REMOVE;
    }

    AssignmentTerms terms() {
        return AssignmentTerms.of(source, removes() ? null : expiresAt);
    }
}
