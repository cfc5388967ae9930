package io.kequn.points;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What an entry of the ledger is about.
public enum EntryKind {
    EARN,
    MATURE,
    SETTLE,
    REDEEM,
    FREEZE,
    CONSUME,
    RELEASE,
    ADJUST,
    EXPIRE,
    REVERSE,
    RESTORE,
    TRANSFER_OUT,
    TRANSFER_IN,
    MERGE,
    UNMERGE;

    /// As it is stored.
    static EntryKind of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
