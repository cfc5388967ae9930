package io.kequn.points;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What has become of a lot: it waits, can be spent, is spent or expired; or it is what the customer owes.
public enum LotState {
    PENDING,
    ACTIVE,
    SPENT,
    EXPIRED,
    DEBT;

    /// As it is stored.
    static LotState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
