package io.kequn.sync;

import io.kequn.customer.Customer;
import io.kequn.platform.database.Columns;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a sync has read: an entry of the state, or a change with what the customer has now.
///
/// @param number of the change; 0 of the state
/// @param operation what has become of the customer or of what the customer had
/// @param present whether the customer has it now, as `part` tells
record SyncRow(
        UUID customer,
        int subject,
        @Nullable String key,
        SyncPart part,
        boolean present,
        SyncOperation operation,
        long number,
        @Nullable Instant at,
        @Nullable String reason,
        @Nullable UUID mergedInto) {
    private static final String REMOVED = "removed";

    static SyncRow ofState(SyncFeed feed, Row row) {
        return new SyncRow(
                row.getUUID("customer_id"),
                row.getInteger("subject"),
                row.getString("key"),
                SyncPart.of(feed, Columns.of(row)),
                true,
                SyncOperation.UPSERT,
                0,
                null,
                null,
                null);
    }

    static SyncRow ofChange(SyncFeed feed, Row row) {
        @Nullable String into = row.getString("merged_into");
        boolean present = row.getBoolean("present");
        return new SyncRow(
                row.getUUID("customer_id"),
                0,
                row.getString("key"),
                present ? SyncPart.of(feed, Columns.of(row)) : SyncPart.NONE,
                present,
                operation(row),
                row.getLong("number"),
                Columns.of(row).instant("at"),
                row.getString("reason"),
                into == null ? null : UUID.fromString(into));
    }

    private static SyncOperation operation(Row row) {
        boolean removed = row.getString("operation").equals(REMOVED);
        return switch (row.getString("kind")) {
            case "erased" -> SyncOperation.ERASED;
            case "merged" -> SyncOperation.MERGED;
            default ->
                !removed ? SyncOperation.UPSERT : row.getBoolean("scope") ? SyncOperation.LEFT : SyncOperation.REMOVED;
        };
    }

    /// What the client is told; nothing where the customer no longer has what was added: the change that took
    /// it is yet to come.
    Optional<SyncItem> item(SyncFeed feed, Map<UUID, Customer> profiles) {
        @Nullable Customer profile = profiles.get(customer);
        boolean whole = operation == SyncOperation.UPSERT;
        if (whole && (!present || (feed == SyncFeed.CUSTOMERS && profile == null))) {
            return Optional.empty();
        }
        var told = whole ? part : SyncPart.NONE;
        return Optional.of(new SyncItem(
                operation,
                customer,
                whole || operation == SyncOperation.REMOVED ? key : null,
                number == 0 ? null : number,
                at,
                reason,
                told.tag(),
                told.segment(),
                told.level(),
                told.points(),
                whole ? profile : null,
                mergedInto));
    }
}
