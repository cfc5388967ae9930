package io.kequn.bench;

import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/// Publishes rules through the API and waits until their builds have ended.
record Segments(Api api, Owner owner) {
    private static final String COUNT = "select count(*) from segment where status = ";
    private static final Duration PATIENCE = Duration.ofHours(1);

    void publish(Map<String, String> rules) throws SQLException {
        rules.forEach(this::publish);
        awaitBuilds();
    }

    /// Makes the rule live; its build runs on.
    void publish(String key, String rule) {
        api.put("/v1/segments/" + key, new JsonObject().put("name", key).put("rule", rule));
        api.post("/v1/segments/" + key + "/publish", new JsonObject());
    }

    /// Publishes what is live already: everyone is evaluated anew.
    void rebuild(String key) throws SQLException {
        api.post("/v1/segments/" + key + "/publish", new JsonObject());
        awaitBuilds();
    }

    void archive(String key) {
        api.post("/v1/segments/" + key + "/archive", new JsonObject());
    }

    void awaitBuilds() throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (building()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The builds do not end");
            }
            Pause.briefly();
        }
    }

    boolean building() throws SQLException {
        if (owner.number(COUNT + "'failed'") > 0) {
            throw new IllegalStateException("A build has failed");
        }
        return owner.number(COUNT + "'building'") > 0;
    }
}
