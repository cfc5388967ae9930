package io.kequn.tag;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Gives a tag to many customers or takes it from them: those named, by id or `{source}:{externalId}`, or all members
/// of a segment. `operation` is `add` unless said.
public record BulkAssignment(
        @Nullable Operation operation,
        @Nullable List<String> customers,
        @Nullable String segment,
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
