package io.kequn.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Why nothing is sent to a webhook.
public enum DisabledReason {
    /// Its owner has said so.
    MANUAL,
    /// The receiver has answered 410.
    GONE,
    /// Nothing has succeeded for days.
    FAILING;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DisabledReason of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
