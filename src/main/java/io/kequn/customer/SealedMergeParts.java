package io.kequn.customer;

import io.kequn.crypto.Keys;
import io.kequn.platform.keys.Resealed;
import io.kequn.platform.keys.SealedRows;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The profiles of who was merged, as long as that can be undone.
@Singleton
class SealedMergeParts implements SealedRows {
    @Override
    public String table() {
        return "customer_merge_part";
    }

    @Override
    public List<KeyColumn> key() {
        return List.of(new KeyColumn("merge_id", "uuid"), new KeyColumn("part", "text"));
    }

    @Override
    public List<String> columns() {
        return List.of(KeptProfile.COLUMN);
    }

    @Override
    public Optional<List<@Nullable Object>> renewed(Keys keys, int shop, Row row) {
        var sealed = row.getBuffer(KeptProfile.COLUMN);
        return Resealed.bytes(
                keys.sealer(),
                sealed == null ? null : sealed.getBytes(),
                KeptProfile.place(shop, row.getUUID("merge_id")));
    }
}
