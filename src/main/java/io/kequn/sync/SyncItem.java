package io.kequn.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.customer.Customer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One step towards the state of the shop. `number` is that of the change, gapless per shop over all kinds,
/// with its instant and reason; null while the client is given the whole state. `key` names the tag, segment or
/// level program. An upsert tells what the customer has when the page is read, in the one part of its kind: it
/// may be newer than the change, and then comes again with the newer one.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SyncItem(
        SyncOperation operation,
        UUID customer,
        @Nullable String key,
        @Nullable Long number,
        @Nullable Instant at,
        @Nullable String reason,
        @Nullable SyncTag tag,
        @Nullable SyncSegment segment,
        @Nullable SyncLevel level,
        @Nullable SyncPoints points,
        @Nullable Customer profile,
        @Nullable UUID mergedInto) {

    /// A tag that the customer has; `expiresAt` null is for good.
    public record SyncTag(
            String source, Instant since, @Nullable Instant expiresAt) {}

    public record SyncSegment(Instant since) {}

    /// The customer's level in a program, by its key.
    public record SyncLevel(String level, Instant since) {}

    /// The account after the last command that changed it.
    public record SyncPoints(long balance, long pending, long frozen) {}
}
