package io.kequn.crypto;

import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/// The migration between the one that makes columns for what is sealed and the one that drops those in clear.
record SealStoredData(List<StoredData> all, Keys keys) implements JavaMigration {
    SealStoredData {
        all = List.copyOf(all);
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("122");
    }

    @Override
    public String getDescription() {
        return "seal stored data";
    }

    @Override
    @SuppressWarnings("NullAway") // none, as the interface allows
    public Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws Exception {
        for (var stored : all) {
            stored.seal(context.getConnection(), keys);
        }
    }
}
