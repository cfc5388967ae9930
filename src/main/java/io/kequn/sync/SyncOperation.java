package io.kequn.sync;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a client does with an item. `upsert`: keep what it says in place of what was there. `removed`: the
/// customer no longer has what `key` names. The others take all of the customer away: `left` the scope,
/// `erased` for good, `merged` into another customer, who has it all now.
public enum SyncOperation {
    UPSERT,
    REMOVED,
    LEFT,
    ERASED,
    MERGED;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
