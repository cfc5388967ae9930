package io.kequn.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.database.Columns;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// How far a webhook has come, and how it fares.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record WebhookProgress(
        @Description("The number of the last change that has become a delivery, or does not concern it.")
        long position,

        @Description("Changes after that, whether they concern it or not.")
        long ahead,

        @Description("Deliveries that are to be sent, counted up to 100,000.")
        long pending,

        @Description("Those that wait for an earlier one of the same customer.")
        long waiting,

        @Description("For how many seconds the oldest of these has waited; 0 if there is none.")
        long lagSeconds,

        @Description("The last change of a replay that is under way.") @Nullable
        Long replayUntil,

        @Description("Nothing has succeeded since then.") @Nullable
        Instant failingSince,

        @Nullable Instant lastSuccessAt,
        @Nullable Instant lastFailureAt,
        @Nullable String lastError) {
    static WebhookProgress of(Columns row) {
        return new WebhookProgress(
                row.number("position"),
                row.number("ahead"),
                row.number("pending"),
                row.number("waiting"),
                Objects.requireNonNullElse(row.numberOrNull("lag"), 0L),
                row.numberOrNull("replay_until"),
                row.instantOrNull("failing_since"),
                row.instantOrNull("last_success_at"),
                row.instantOrNull("last_failure_at"),
                row.textOrNull("last_error"));
    }
}
