package io.kequn.sync;

import io.kequn.customer.Customer;
import io.kequn.platform.database.Columns;
import io.kequn.sync.SyncItem.SyncLevel;
import io.kequn.sync.SyncItem.SyncPoints;
import io.kequn.sync.SyncItem.SyncSegment;
import io.kequn.sync.SyncItem.SyncTag;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a sync has read: an entry of the state, or a change with what the customer has now.
///
/// @param number of the change; 0 of the state
/// @param operation what has become of the customer or of what the customer had
/// @param present whether `detail` tells what the customer has
record SyncRow(
        UUID customer,
        int subject,
        @Nullable String key,
        @Nullable JsonObject detail,
        boolean present,
        SyncOperation operation,
        long number,
        @Nullable Instant at,
        @Nullable String reason,
        @Nullable UUID mergedInto) {
    private static final String REMOVED = "removed";

    static SyncRow ofState(Row row) {
        return new SyncRow(
                row.getUUID("customer_id"),
                row.getInteger("subject"),
                row.getString("key"),
                row.getJsonObject("detail"),
                true,
                SyncOperation.UPSERT,
                0,
                null,
                null,
                null);
    }

    static SyncRow ofChange(Row row) {
        @Nullable String into = row.getString("merged_into");
        return new SyncRow(
                row.getUUID("customer_id"),
                0,
                row.getString("key"),
                row.getJsonObject("detail"),
                row.getBoolean("present"),
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
        @Nullable JsonObject told = whole ? detail : null;
        return Optional.of(new SyncItem(
                operation,
                customer,
                whole || operation == SyncOperation.REMOVED ? key : null,
                number == 0 ? null : number,
                at,
                reason,
                told == null || feed != SyncFeed.CUSTOMER_TAGS ? null : tag(told),
                told == null || feed != SyncFeed.SEGMENTS ? null : new SyncSegment(since(told)),
                told == null || feed != SyncFeed.LEVELS ? null : new SyncLevel(told.getString("level"), since(told)),
                told == null || feed != SyncFeed.POINTS ? null : points(told),
                whole ? profile : null,
                mergedInto));
    }

    private static SyncTag tag(JsonObject told) {
        @Nullable String expires = told.getString("expiresAt");
        return new SyncTag(told.getString("source"), since(told), expires == null ? null : instant(expires));
    }

    private static SyncPoints points(JsonObject told) {
        return new SyncPoints(told.getLong("balance"), told.getLong("pending"), told.getLong("frozen"));
    }

    private static Instant since(JsonObject told) {
        return instant(told.getString("since"));
    }

    private static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }
}
