package io.kequn.points;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// When points expire: never; a period after they were earned; at the end of a day of the year; a period after
/// the last earning or redeeming.
public enum ExpiryKind {
    NONE,
    ROLLING,
    CALENDAR,
    SLIDING;

    /// As it is stored.
    static ExpiryKind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
