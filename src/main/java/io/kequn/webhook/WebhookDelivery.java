package io.kequn.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.database.Columns;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// One event for one webhook, and what has come of it.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookDelivery(
        UUID id,

        @Description("The event's, and `webhook-id` of every attempt.")
        String eventId,

        @Description("The event's type.") String type,

        @Description("The number of the change; none for events that are no changes.") @Nullable
        Long number,

        @Nullable UUID customerId,
        DeliveryState state,

        @Description("Attempts so far; a replay counts anew.")
        int attempts,

        @Description("When it is tried next, while it is pending.") @Nullable
        Instant nextAttemptAt,

        @Nullable Instant lastAttemptAt,

        @Description("The receiver's last status, if it answered.") @Nullable
        Integer lastStatus,

        @Nullable String lastError,
        Instant createdAt,

        @Description("The last 20 attempts, the oldest first; not in lists.") @Nullable
        List<WebhookAttempt> log) {

    static WebhookDelivery of(Columns row) {
        var state = DeliveryState.valueOf(row.text("state").toUpperCase(Locale.ROOT));
        var status = row.numberOrNull("last_status");
        return new WebhookDelivery(
                UUID.fromString(row.text("id")),
                row.text("event_id"),
                row.text("type"),
                row.numberOrNull("number"),
                uuid(row.textOrNull("customer_id")),
                state,
                row.count("attempts"),
                state == DeliveryState.PENDING ? row.instant("next_at") : null,
                row.instantOrNull("last_at"),
                status == null || status == 0 ? null : status.intValue(),
                row.textOrNull("last_error"),
                row.instant("created_at"),
                null);
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        return text == null ? null : UUID.fromString(text);
    }

    WebhookDelivery with(JsonArray stored) {
        var attemptsMade = IntStream.range(0, stored.size())
                .mapToObj(i -> WebhookAttempt.of(stored.getJsonObject(i)))
                .toList();
        return new WebhookDelivery(
                id,
                eventId,
                type,
                number,
                customerId,
                state,
                attempts,
                nextAttemptAt,
                lastAttemptAt,
                lastStatus,
                lastError,
                createdAt,
                attemptsMade);
    }
}
