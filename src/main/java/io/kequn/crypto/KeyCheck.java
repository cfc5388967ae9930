package io.kequn.crypto;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Compares the keys with those that the database was written with, right after the migrations: a service with foreign
/// ones does not start, rather than failing to read later.
@Singleton
class KeyCheck implements FlywayConfigurationCustomizer {
    private final Sealer sealer;
    private final BlindIndex index;

    KeyCheck(Sealer sealer, BlindIndex index) {
        this.sealer = sealer;
        this.index = index;
    }

    @Override
    public void customize(FluentConfiguration configuration) {
        configuration.callbacks(new AfterMigration());
    }

    private final class AfterMigration extends BaseCallback {
        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.AFTER_MIGRATE;
        }

        @Override
        public void handle(Event event, Context context) {
            try {
                new KnownKeys(sealer, index).check(context.getConnection());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
