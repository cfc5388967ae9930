package io.kequn.shop;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.eclipse.microprofile.graphql.Id;
import org.jspecify.annotations.Nullable;

/// A key without its secret, which nobody can read again.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApiKey(
        @Id String id,
        String name,
        List<String> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Instant lastUsedAt) {
    public ApiKey {
        scopes = List.copyOf(scopes);
    }

    static ApiKey of(Row row) {
        return new ApiKey(
                row.getString("public_id"),
                row.getString("name"),
                List.of(row.getArrayOfStrings("scopes")),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("expires_at")),
                instant(row.getOffsetDateTime("revoked_at")),
                instant(row.getOffsetDateTime("last_used_at")));
    }

    static ApiKey of(ApiKeyEntity key) {
        return new ApiKey(
                key.publicId,
                key.name,
                List.of(key.scopes),
                key.createdAt,
                key.expiresAt,
                key.revokedAt,
                key.lastUsedAt);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
