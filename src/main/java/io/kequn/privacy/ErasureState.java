package io.kequn.privacy;

import java.util.Locale;

/// What has become of the wish to erase a person.
public enum ErasureState {
    WAITING,
    CANCELLED,
    DONE;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ErasureState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
