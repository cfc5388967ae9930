package io.kequn.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.kequn.platform.database.Columns;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What people have decided about a customer, whatever rules say: that it is in a segment or not, has a tag or
/// not.
///
/// @param key that of the segment or the tag
/// @param author the credential that decided; null where that was not kept
/// @param until null: until it is taken back
@JsonInclude(JsonInclude.Include.ALWAYS)
@Description("What people have decided about a customer and a segment or a tag, whatever rules say.")
public record CustomerOverride(
        OverrideSubject about,
        String key,
        String name,
        OverrideKind kind,
        @Nullable String reason,
        @Nullable String author,
        Instant recordedAt,
        @Nullable Instant until) {
    /// What a decision is about.
    public enum OverrideSubject {
        SEGMENT,
        TAG;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static CustomerOverride of(Columns row) {
        return new CustomerOverride(
                OverrideSubject.valueOf(row.text("about").toUpperCase(Locale.ROOT)),
                row.text("key"),
                row.text("name"),
                OverrideKind.of(row.text("kind")),
                row.textOrNull("reason"),
                row.textOrNull("author"),
                row.instant("recorded_at"),
                row.instantOrNull("expires_at"));
    }
}
