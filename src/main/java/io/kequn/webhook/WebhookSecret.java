package io.kequn.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.database.Idempotency;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// The secret of a webhook; and the one before, as long as it signs too.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record WebhookSecret(
        UUID webhookId,
        String secret,

        @Description("Signs beside the other until `previousUntil`.") @Nullable
        String previous,

        @Nullable Instant previousUntil)
        implements Idempotency.Secret {
    @Override
    public String subject() {
        return webhookId.toString();
    }

    // A secret must not reach a log by way of a record.
    @Override
    public String toString() {
        return "WebhookSecret[" + webhookId + "]";
    }
}
