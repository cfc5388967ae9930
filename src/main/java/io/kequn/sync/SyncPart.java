package io.kequn.sync;

import io.kequn.platform.database.Columns;
import io.kequn.sync.SyncItem.SyncLevel;
import io.kequn.sync.SyncItem.SyncPoints;
import io.kequn.sync.SyncItem.SyncSegment;
import io.kequn.sync.SyncItem.SyncTag;
import org.jspecify.annotations.Nullable;

/// What a customer has of what is synced: one of these, or none of profiles, which are read elsewhere.
record SyncPart(
        @Nullable SyncTag tag,
        @Nullable SyncSegment segment,
        @Nullable SyncLevel level,
        @Nullable SyncPoints points) {
    static final SyncPart NONE = new SyncPart(null, null, null, null);

    /// From the columns of the feed's own.
    static SyncPart of(SyncFeed feed, Columns row) {
        return switch (feed) {
            case CUSTOMER_TAGS ->
                new SyncPart(
                        new SyncTag(row.text("source"), row.instant("since"), row.instantOrNull("expires_at")),
                        null,
                        null,
                        null);
            case SEGMENTS -> new SyncPart(null, new SyncSegment(row.instant("since")), null, null);
            case LEVELS -> new SyncPart(null, null, new SyncLevel(row.text("level"), row.instant("since")), null);
            case POINTS ->
                new SyncPart(
                        null,
                        null,
                        null,
                        new SyncPoints(row.number("balance"), row.number("pending"), row.number("frozen")));
            case CUSTOMERS -> NONE;
        };
    }
}
