package io.kequn.bench;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A client that keeps a copy of a feed: takes pages of any size from any replica, and is killed now and then before it
/// has kept one.
final class SyncCopy {
    private final Stage stage;
    private final List<Integer> ports;
    private final String feed;
    private final Random random = new Random(20);
    private final Set<String> copy = new TreeSet<>();
    private @Nullable String token;

    SyncCopy(Stage stage, List<Integer> ports, String feed) {
        this.stage = stage;
        this.ports = List.copyOf(ports);
        this.feed = feed;
    }

    String feed() {
        return feed;
    }

    void pullSome() {
        pull(1 + random.nextInt(token == null ? 1_000 : 60), random.nextInt(5) > 0);
    }

    void follow() {
        while (pull(1_000, true)) {
            // There is more.
        }
    }

    private boolean pull(int limit, boolean survives) {
        var api = Api.of(ports.get(random.nextInt(ports.size())), stage.api().key());
        var since = token == null ? "" : "&since=" + token;
        var page = api.get("/v1/sync/" + feed + "?limit=" + limit + since);
        if (survives) {
            page.getJsonArray("items").forEach(item -> apply((JsonObject) item));
            token = page.getString("token");
        }
        return page.getBoolean("more");
    }

    private void apply(JsonObject item) {
        var entry = item.getString("customer") + " " + item.getString("key");
        switch (item.getString("operation")) {
            case "upsert" -> copy.add(entry);
            case "removed" -> copy.remove(entry);
            default -> copy.removeIf(other -> other.startsWith(item.getString("customer")));
        }
    }

    int unlike(Set<String> stored) {
        var wrong = new TreeSet<>(copy);
        wrong.removeAll(stored);
        var missing = new TreeSet<>(stored);
        missing.removeAll(copy);
        return wrong.size() + missing.size();
    }
}
