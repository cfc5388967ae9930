package io.kequn.customer;

import java.util.Locale;

/// Whether a customer has agreed to be written to over a channel. Nobody has asked yet: `UNKNOWN`.
public enum Consent {
    GRANTED,
    DENIED,
    PENDING,
    UNKNOWN;

    /// As it is stored and as rules write it.
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Consent of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
