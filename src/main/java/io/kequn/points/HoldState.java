package io.kequn.points;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What has become of points that were set aside.
public enum HoldState {
    HELD,
    CONSUMED,
    RELEASED,
    EXPIRED;

    /// As it is stored.
    static HoldState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
