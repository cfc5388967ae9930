package io.kequn.webhook;

import com.github.f4b6a3.uuid.UuidCreator;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;

/// An event about webhooks themselves: a CloudEvent like those of changes, without a number.
record Notice(String id, String type, String json) {
    private static final String DISABLED = "webhook.disabled.v1";
    private static final String MISSED = "webhook.missed.v1";
    private static final String TEST = "webhook.test.v1";
    private static final String INSERT = """
        insert into webhook_delivery (shop_id, webhook_id, id, event_id, type, body, state)
        values ($1, $2, $3, $4, $5, $6, 'pending')\
        """;

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

    /// That changes with numbers greater than `after`, up to `until`, were no longer kept when this webhook came to
    /// them: whoever keeps a copy begins it anew.
    static Notice missed(Shop shop, Endpoint endpoint, long after, long until) {
        return of(
                shop,
                MISSED,
                endpoint,
                new JsonObject()
                        .put("webhookId", endpoint.publicId().toString())
                        .put("url", endpoint.url())
                        .put("after", after)
                        .put("until", until));
    }

    /// That nothing has happened.
    static Notice test(Shop shop, Endpoint endpoint) {
        return of(
                shop,
                TEST,
                endpoint,
                new JsonObject().put("webhookId", endpoint.publicId().toString()));
    }

    /// Makes it a delivery to the webhook.
    Uni<RowSet<Row>> send(SqlConnection connection, Shop shop, int webhook) {
        var values = Sql.tuple(shop.id(), webhook, UuidCreator.getTimeOrderedEpochPlus1(), id, type, json);
        return Sql.query(connection, INSERT, values);
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
