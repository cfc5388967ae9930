package io.kequn.webhook;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of one attempt, and what becomes of the delivery: tried again after `pause`, or not at all.
record Result(Outgoing delivery, Outcome outcome, @Nullable Duration pause) {
    DeliveryState state() {
        if (outcome.ok()) {
            return DeliveryState.DELIVERED;
        }
        return pause == null ? DeliveryState.FAILED : DeliveryState.PENDING;
    }

    /// Whether the customer's later events wait for it.
    boolean holds() {
        return state() == DeliveryState.PENDING && delivery.customer() != null;
    }

    /// Whether they may have waited, and do no more.
    boolean releases() {
        return state() != DeliveryState.PENDING && delivery.customer() != null && delivery.attempts() > 0;
    }

    /// As it stands in the delivery's log.
    String attempt() {
        return new JsonObject()
                .put("at", outcome.at().toString())
                .put("millis", outcome.millis())
                .put("status", outcome.status() == 0 ? null : outcome.status())
                .put("error", outcome.error())
                .put("answer", outcome.answer())
                .encode();
    }
}
