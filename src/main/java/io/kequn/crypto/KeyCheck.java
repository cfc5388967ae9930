package io.kequn.crypto;

import io.quarkus.arc.All;
import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Seals what older versions have left in clear, and compares the keys with those that the database was written with: a
/// service with foreign ones does not start, rather than failing to read later.
@Singleton
class KeyCheck implements FlywayConfigurationCustomizer {
    private final Keys keys;
    private final List<StoredData> stored;

    KeyCheck(Keys keys, @All List<StoredData> stored) {
        this.keys = keys;
        this.stored = List.copyOf(stored);
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        configuration.javaMigrations(new SealStoredData(stored, keys)).callbacks(new AfterMigration());
    }

    private final class AfterMigration extends BaseCallback {
        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.AFTER_MIGRATE;
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
