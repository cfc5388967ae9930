package io.kequn.segment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What people decide about a customer and a segment, whatever the rule says.
public enum OverrideKind {
    INCLUDE,
    EXCLUDE;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// As it is stored.
    static OverrideKind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
