package io.kequn.points;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What becomes of points that are to be taken back and have been spent: the balance goes below zero, or they
/// are lost.
public enum ReversalPolicy {
    NEGATIVE,
    WRITE_OFF;

    /// As it is stored.
    static ReversalPolicy of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
