package io.kequn.points;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What earns points: an order by its amount, every n-th or the n-th order, an event of a name, a birthday.
public enum PointsTrigger {
    ORDER,
    NTH_ORDER,
    EVENT,
    BIRTHDAY;

    /// As it is stored.
    static PointsTrigger of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
