package io.kequn.platform.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Which GraphQL documents are run: those that come as text only, those that are trusted as well, or no others than
/// those that are trusted.
public enum DocumentMode {
    OFF,
    PREFER,
    ONLY;

    /// As it is stored.
    public static DocumentMode of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
