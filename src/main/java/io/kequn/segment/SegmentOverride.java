package io.kequn.segment;

import io.kequn.platform.database.MembershipChange;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A decision of people about one customer and one segment. The list of a static segment consists of `include`s.
public record SegmentOverride(
        UUID customerId,
        OverrideKind kind,
        @Nullable String reason,
        @Nullable String author,
        Instant recordedAt,
        @Nullable Instant expiresAt) {

    static final String COLUMNS = "o.customer_id, o.kind, o.reason, o.author, o.recorded_at, o.expires_at";

    static SegmentOverride of(Row row) {
        var expiresAt = row.getOffsetDateTime("expires_at");
        return new SegmentOverride(
                row.getUUID("customer_id"),
                OverrideKind.of(row.getString("kind")),
                row.getString("reason"),
                row.getString("author"),
                row.getOffsetDateTime("recorded_at").toInstant(),
                expiresAt == null ? null : expiresAt.toInstant());
    }

    /// What a command on an override leaves, null if it took it away, and whose membership it changed.
    public record OverrideChange(@Nullable SegmentOverride override, List<MembershipChange> membershipChanges) {
        public OverrideChange {
            membershipChanges = List.copyOf(membershipChanges);
        }
    }
}
