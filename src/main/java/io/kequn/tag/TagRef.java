package io.kequn.tag;

import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/// A tag as the transaction knows it; `exclusiveGroup` is the id of its group if that is exclusive, else null.
record TagRef(int id, String key, @Nullable Integer exclusiveGroup) {
    static TagRef of(Row row) {
        return new TagRef(row.getInteger("id"), row.getString("key"), row.getInteger("exclusive_group"));
    }
}
