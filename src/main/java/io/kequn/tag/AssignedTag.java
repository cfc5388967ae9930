package io.kequn.tag;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// A tag that a customer has: by whom, since when, and until when; `expiresAt` null is for good.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AssignedTag(
        String key,
        String name,
        @Nullable String color,
        @Nullable String groupKey,
        AssignmentSource source,
        Instant assignedAt,
        @Nullable Instant expiresAt) {
    static AssignedTag of(Row row) {
        @Nullable OffsetDateTime expires = row.getOffsetDateTime("expires_at");
        return new AssignedTag(
                row.getString("key"),
                row.getString("name"),
                row.getString("color"),
                row.getString("group_key"),
                AssignmentSource.of(row.getString("source")),
                row.getOffsetDateTime("assigned_at").toInstant(),
                expires == null ? null : expires.toInstant());
    }
}
