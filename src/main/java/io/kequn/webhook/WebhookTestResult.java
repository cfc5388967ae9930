package io.kequn.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What came of a test event.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookTestResult(
        @Description("Whether the receiver took it.") boolean succeeded,

        @Description("`webhook-id` of the test event.") String eventId,

        @Description("How long it took, in milliseconds.") long millis,

        @Description("The receiver's status, if it answered.") @Nullable
        Integer status,

        @Description("Why there was no answer.") @Nullable String error,

        @Description("How the body of the answer begins, at most 1,024 bytes.") @Nullable
        String answer) {
    static WebhookTestResult of(String eventId, Outcome outcome) {
        return new WebhookTestResult(
                outcome.ok(),
                eventId,
                outcome.millis(),
                outcome.status() == 0 ? null : outcome.status(),
                outcome.error(),
                outcome.answer());
    }
}
