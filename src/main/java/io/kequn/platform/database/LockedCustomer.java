package io.kequn.platform.database;

import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer row under our lock. `state` is 0 active, 1 merged into another, 2 deleted.
public record LockedCustomer(UUID id, int state, @Nullable UUID mergedInto) {
    static LockedCustomer of(Row row) {
        return new LockedCustomer(row.getUUID("id"), row.getShort("state"), row.getUUID("merged_into"));
    }

    public boolean active() {
        return state == 0;
    }
}
