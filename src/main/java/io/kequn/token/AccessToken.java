package io.kequn.token;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.kequn.platform.database.Idempotency;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A customer's token, shown this once.
public record AccessToken(
        @Schema(description = "Send it as `Authorization: Bearer …`")
        String token,

        @Schema(examples = "Bearer") String tokenType,
        UUID customerId,
        Instant expiresAt,

        @Schema(description = "Which one it is, in logs and audits")
        String id)
        implements Idempotency.Secret {
    @Override
    @Ignore
    @JsonIgnore
    public String subject() {
        return id;
    }

    // A secret must not reach a log by way of a record.
    @Override
    public String toString() {
        return "AccessToken[id=" + id + "]";
    }
}
