package io.kequn.webhook;

import io.kequn.crypto.Keys;
import io.kequn.platform.keys.Resealed;
import io.kequn.platform.keys.SealedRows;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Secrets that sign events.
@Singleton
class SecretRows implements SealedRows {
    @Override
    public String table() {
        return "webhook";
    }

    @Override
    public List<KeyColumn> key() {
        return List.of(new KeyColumn("public_id", "uuid"));
    }

    @Override
    public List<String> columns() {
        return List.of("secret", "previous_secret");
    }

    @Override
    public Optional<List<@Nullable Object>> renewed(Keys keys, int shop, Row row) {
        return Resealed.texts(
                keys.sealer(),
                new @Nullable String[] {row.getString("secret"), row.getString("previous_secret")},
                SealedSecrets.place(shop, row.getUUID("public_id")));
    }
}
