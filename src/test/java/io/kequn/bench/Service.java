package io.kequn.bench;

import io.kequn.crypto.BlindIndex;
import io.kequn.crypto.KeySet;
import io.kequn.crypto.KeySet.Purpose;
import io.kequn.crypto.Keys;
import io.kequn.crypto.Sealer;
import io.kequn.platform.access.Scope;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The packaged service, in a process of its own and with the settings that everyone gets.
final class Service implements AutoCloseable {
    /// What the service is given to live in, and the ceiling too.
    static final String MEMORY = "-Xmx256m";

    private static final String PLATFORM_KEY = "platform-key-of-the-benchmark";
    private static final String SHOP = "bench";
    /// The key sets with which a run begins.
    static final KeySet DATA_KEYS = KeySet.made(Purpose.DATA);

    static final KeySet INDEX_KEYS = KeySet.made(Purpose.INDEX);

    /// What the service seals with, for data that is loaded past it.
    static final Keys KEYS = new Keys(Sealer.of(DATA_KEYS), BlindIndex.of(INDEX_KEYS));

    private final BenchDatabase database;
    private final int port = Child.freePort();
    private final int management = Child.freePort();
    private Map<String, String> environment;
    private Child child;

    private Service(BenchDatabase database, Map<String, String> environment) {
        this.database = database;
        this.environment = Map.copyOf(environment);
        this.child = begin();
    }

    static Service start(BenchDatabase database) {
        return start(database, Map.of());
    }

    /// One with more in its environment.
    static Service start(BenchDatabase database, Map<String, String> environment) {
        return new Service(database, environment);
    }

    private Child begin() {
        var started =
                Child.start("service", port, List.of(MEMORY, "-jar", "target/quarkus-app/quarkus-run.jar"), settings());
        started.await(() -> Api.of(management, PLATFORM_KEY).answers("/q/health/ready"));
        return started;
    }

    private Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", database.url());
        settings.put("KEQUN_RATE_POINTS", "0");
        settings.put("QUARKUS_DATASOURCE_USERNAME", database.user());
        settings.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
        settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        settings.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        settings.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        settings.put("QUARKUS_MANAGEMENT_PORT", String.valueOf(management));
        settings.put("KEQUN_PLATFORM_KEY", PLATFORM_KEY);
        settings.put("KEQUN_ENCRYPTION_KEY_SET", DATA_KEYS.text());
        settings.put("KEQUN_ENCRYPTION_INDEX_KEY_SET", INDEX_KEYS.text());
        // The receiver of webhooks is on this machine.
        settings.put("KEQUN_WEBHOOKS_ALLOW_PRIVATE", "true");
        settings.put("KEQUN_WEBHOOKS_ALLOW_HTTP", "true");
        settings.putAll(environment);
        return settings;
    }

    int port() {
        return port;
    }

    int management() {
        return management;
    }

    long process() {
        return child.process().pid();
    }

    /// Ends the process without warning and starts a new one.
    void crash() {
        kill();
        startAgain();
    }

    void kill() {
        child.kill();
    }

    void startAgain() {
        child = begin();
    }

    /// From its next start on, it has this in its environment.
    void setEnvironment(Map<String, String> more) {
        environment = Map.copyOf(more);
    }

    /// Makes the shop and gives a key with all scopes.
    String openShop() {
        return openShop(SHOP);
    }

    /// The same for another shop beside it.
    String openShop(String shop) {
        var platform = Api.of(port, PLATFORM_KEY);
        platform.post(
                "/v1/shops",
                new JsonObject()
                        .put("key", shop)
                        .put("name", "Benchmark")
                        .put("currency", "USD")
                        .put("timeZone", "America/New_York")
                        .put("test", true));
        var scopes =
                new JsonArray(Arrays.stream(Scope.values()).map(Scope::text).toList());
        return platform.post(
                        "/v1/shops/" + shop + "/api-keys",
                        new JsonObject().put("name", "Benchmark").put("scopes", scopes))
                .getString("secret");
    }

    @Override
    public void close() {
        child.close();
    }
}
