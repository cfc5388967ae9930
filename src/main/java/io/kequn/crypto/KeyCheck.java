package io.kequn.crypto;

import io.quarkus.arc.All;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Seals what older versions have left in clear, and compares the keys with those that the database was written
/// with: a service with foreign ones does not start, rather than failing to read later, also where another
/// process has migrated.
@Singleton
class KeyCheck implements FlywayConfigurationCustomizer {
    private final Keys keys;
    private final List<StoredData> stored;
    private final Event last;

    KeyCheck(
            Keys keys,
            @All List<StoredData> stored,
            @ConfigProperty(name = "quarkus.flyway.migrate-at-start") boolean migrates) {
        this.keys = keys;
        this.stored = List.copyOf(stored);
        this.last = migrates ? Event.AFTER_MIGRATE : Event.AFTER_VALIDATE;
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        configuration.javaMigrations(new SealStoredData(stored, keys)).callbacks(new AfterMigration());
    }

    private final class AfterMigration extends BaseCallback {
        @Override
        public boolean supports(Event event, Context context) {
            return event == last;
        }

        @Override
        public void handle(Event event, Context context) {
            try {
                new KnownKeys(keys.sealer(), keys.index()).check(context.getConnection());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
