package io.kequn.shop;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.database.Idempotency;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A new key with its secret, which is shown this once.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IssuedApiKey(
        @Id String id,
        String name,
        List<String> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,

        @Schema(description = "Send it as `Authorization: Bearer …`; it is never shown again")
        String secret)
        implements Idempotency.Secret {
    public IssuedApiKey {
        scopes = List.copyOf(scopes);
    }

    static IssuedApiKey of(ApiKeyEntity key, String secret) {
        return new IssuedApiKey(key.publicId, key.name, List.of(key.scopes), key.createdAt, key.expiresAt, secret);
    }

    @Override
    public String subject() {
        return id;
    }

    // A secret must not reach a log by way of a record.
    @Override
    public String toString() {
        return "IssuedApiKey[id=" + id + "]";
    }
}
