package io.kequn.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Publishes rules through the API, of segments, tags, layer sets and level programs, and waits until their
/// builds have ended.
record Segments(Api api, Owner owner) {
    private static final String COUNT = """
        select (select count(*) from segment where status = '%1$s') + (select count(*) from tag_rule where status = '%1$s')
          + (select count(*) from layer_set where status = '%1$s')
          + (select count(*) from level_program where status = '%1$s')
        """;
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

    /// Makes a tag that the rule gives; its build runs on.
    void giveTag(String key, String rule) {
        api.put("/v1/tags/" + key, new JsonObject().put("name", key));
        api.put("/v1/tags/" + key + "/rule", new JsonObject().put("rule", rule));
    }

    /// Divides all customers into a layer for each of the rules, and one for the others; the build runs on.
    void divide(String key, List<String> rules) {
        var layers = new JsonArray();
        rules.forEach(rule -> layers.add(layer("l" + layers.size()).put("rule", rule)));
        var set = new JsonObject().put("name", key).put("layers", layers).put("residual", layer("rest"));
        api.put("/v1/layer-sets/" + key, set);
        api.post("/v1/layer-sets/" + key + "/publish", new JsonObject());
    }

    /// Gives all customers a level by what they have spent: a lowest one, and one from each of these amounts on.
    void rank(String key, List<Integer> least) throws SQLException {
        var levels = new JsonArray().add(layer("l0"));
        least.forEach(
                amount -> levels.add(layer("l" + levels.size()).put("qualification", "amount_spent >= " + amount)));
        var program = new JsonObject()
                .put("name", key)
                .put("levels", levels)
                .put("retention", new JsonObject().put("kind", "rolling"))
                .put("downgrade", new JsonObject().put("kind", "reassess"));
        api.put("/v1/level-programs/" + key, program);
        api.post("/v1/level-programs/" + key + "/publish", new JsonObject());
        awaitBuilds();
    }

    private static JsonObject layer(String key) {
        return new JsonObject().put("key", key).put("name", key);
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
        if (owner.number(COUNT.formatted("failed")) > 0) {
            throw new IllegalStateException("A build has failed");
        }
        return owner.number(COUNT.formatted("building")) > 0;
    }
}
