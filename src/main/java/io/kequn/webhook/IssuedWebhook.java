package io.kequn.webhook;

import io.kequn.platform.database.Idempotency;
import org.eclipse.microprofile.graphql.Description;

/// A new webhook with the secret that signs what it gets.
public record IssuedWebhook(
        Webhook webhook,

        @Description("For the receiver; `secret` of the webhook gives it again.")
        String secret) implements Idempotency.Secret {
    @Override
    public String subject() {
        return webhook.id().toString();
    }

    // A secret must not reach a log by way of a record.
    @Override
    public String toString() {
        return "IssuedWebhook[" + webhook.id() + "]";
    }
}
