package io.kequn.order;

import io.kequn.platform.value.Fingerprint;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;

/// How a fact is kept that waits for its order: as JSON, with quantities as texts.
final class FactJson {
    private FactJson() {}

    static JsonObject write(Sent.Fact fact) {
        return switch (fact) {
            case Sent.Event event ->
                new JsonObject()
                        .put("status", event.status().text())
                        .put("id", event.id())
                        .put("occurredAt", event.occurredAt().toString())
                        .put("paymentMethod", event.paymentMethod())
                        .put("amount", event.amount())
                        .put("carrier", event.carrier())
                        .put("trackingNumber", event.trackingNumber())
                        .put("reason", event.reason());
            case Sent.Refund refund ->
                new JsonObject()
                        .put("source", refund.source())
                        .put("id", refund.id())
                        .put("occurredAt", refund.occurredAt().toString())
                        .put("amount", refund.amount())
                        .put("reason", refund.reason())
                        .put(
                                "lines",
                                new JsonArray(refund.lines().stream()
                                        .map(line -> new JsonObject()
                                                .put("number", line.number())
                                                .put("quantity", line.quantity().toPlainString())
                                                .put("amount", line.amount()))
                                        .toList()));
        };
    }

    static Sent.Fact read(JsonObject kept, Fingerprint fingerprint) {
        var occurredAt = Instant.parse(kept.getString("occurredAt"));
        if (kept.containsKey("status")) {
            return new Sent.Event(
                    OrderStatus.of(kept.getString("status")),
                    kept.getString("id"),
                    occurredAt,
                    kept.getString("paymentMethod"),
                    kept.getLong("amount"),
                    kept.getString("carrier"),
                    kept.getString("trackingNumber"),
                    kept.getString("reason"));
        }
        var lines = kept.getJsonArray("lines").stream()
                .map(JsonObject.class::cast)
                .map(line -> new Sent.RefundLine(
                        line.getInteger("number"), new BigDecimal(line.getString("quantity")), line.getLong("amount")))
                .toList();
        return new Sent.Refund(
                kept.getString("source"),
                kept.getString("id"),
                kept.getLong("amount"),
                occurredAt,
                kept.getString("reason"),
                lines,
                fingerprint);
    }
}
