package io.kequn;

import io.kequn.boot.TestDatabase;
import io.kequn.crypto.KeySet;
import io.kequn.crypto.KeySet.Purpose;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gives each start of the application under test a database of its own: on the server of
/// `QUARKUS_DATASOURCE_REACTIVE_URL` if that is set, otherwise on an embedded one that lives as long as the test run.
/// And a provider of people's tokens.
public class PostgresResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable TestDatabase database;
    private @Nullable TestProvider provider;

    @Override
    public Map<String, String> start() {
        // As Main does, which tests do not call.
        System.setProperty("vertx.disableURIValidation", "true");
        database = TestDatabase.create();
        provider = TestProvider.start();
        return Map.of(
                "kequn.oidc.issuer", provider.issuer(),
                "quarkus.datasource.reactive.url", database.url(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password(),
                "kequn.encryption.key-set", keys(Purpose.DATA),
                "kequn.encryption.index-key-set", keys(Purpose.INDEX));
    }

    /// Two keys, as after a rotation.
    private static String keys(Purpose purpose) {
        return KeySet.made(purpose).withNewKey().usingNewest().text();
    }

    @Override
    public void stop() {
        if (provider != null) {
            provider.close();
        }
        if (database != null) {
            database.drop();
        }
    }
}
