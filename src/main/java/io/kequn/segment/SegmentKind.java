package io.kequn.segment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Who decides on membership: a rule, or people.
public enum SegmentKind {
    DYNAMIC,
    STATIC;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Dynamic unless said.
    public static SegmentKind orUsual(@Nullable SegmentKind kind) {
        return kind == null ? DYNAMIC : kind;
    }

    /// As it is stored.
    public static SegmentKind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
