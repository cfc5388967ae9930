package io.kequn.webhook;

import com.github.f4b6a3.uuid.UuidCreator;
import io.kequn.platform.access.Shop;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/// An event about webhooks themselves: a CloudEvent like those of changes, without a number.
record Notice(String id, String type, String json) {
    private static final String DISABLED = "webhook.disabled.v1";
    private static final String TEST = "webhook.test.v1";

    /// That this webhook was disabled.
    static Notice disabled(Shop shop, Endpoint endpoint, DisabledReason reason) {
        return of(
                shop,
                DISABLED,
                endpoint,
                new JsonObject()
                        .put("webhookId", endpoint.publicId().toString())
                        .put("url", endpoint.url())
                        .put("reason", reason.text()));
    }

    /// That nothing has happened.
    static Notice test(Shop shop, Endpoint endpoint) {
        return of(
                shop,
                TEST,
                endpoint,
                new JsonObject().put("webhookId", endpoint.publicId().toString()));
    }

    private static Notice of(Shop shop, String type, Endpoint endpoint, JsonObject data) {
        var id = "wh_" + UuidCreator.getTimeOrderedEpochPlus1();
        var event = new JsonObject()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", "/shops/" + shop.key())
                .put("type", type)
                .put("subject", "webhooks/" + endpoint.publicId())
                .put("time", Instant.now().toString())
                .put("datacontenttype", "application/json")
                .put("data", data);
        return new Notice(id, type, event.encode());
    }
}
