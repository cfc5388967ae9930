package io.kequn.platform.keys;

import io.kequn.crypto.Keys;
import io.kequn.platform.database.SealedAnswers;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers that wait to be given again.
@Singleton
class AnswerRows implements SealedRows {
    @Override
    public String table() {
        return "idempotency";
    }

    @Override
    public List<KeyColumn> key() {
        return List.of(
                new KeyColumn("principal", "text"), new KeyColumn("route", "text"), new KeyColumn("key", "text"));
    }

    @Override
    public List<String> columns() {
        return List.of("answer");
    }

    @Override
    public Optional<List<@Nullable Object>> renewed(Keys keys, int shop, Row row) {
        return Resealed.text(
                keys.sealer(),
                row.getString("answer"),
                SealedAnswers.place(shop, row.getString("principal"), row.getString("route"), row.getString("key")));
    }
}
