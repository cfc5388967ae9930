package io.kequn.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// One attempt to send an event.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookAttempt(
        Instant at,

        @Description("How long it took, in milliseconds.") long millis,

        @Description("The receiver's status, if it answered.") @Nullable
        Integer status,

        @Description("Why there was no answer, or none that was whole.") @Nullable
        String error,

        @Description("How the body of the answer begins, at most 1,024 bytes.") @Nullable
        String answer) {
    static WebhookAttempt of(JsonObject stored) {
        return new WebhookAttempt(
                Instant.parse(stored.getString("at")),
                stored.getLong("millis"),
                stored.getInteger("status"),
                stored.getString("error"),
                stored.getString("answer"));
    }
}
