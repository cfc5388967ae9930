package io.kequn.segment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Who decides on membership: a rule, or people.
public enum SegmentKind {
    DYNAMIC,
    STATIC;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static SegmentKind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
