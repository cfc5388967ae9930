package io.kequn.tag;

import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/// A tag as the transaction knows it; `exclusiveGroup` is the id of its group if that is exclusive, else null;
/// `automatic` says whether a rule gives it as well.
record TagRef(int id, String key, @Nullable Integer exclusiveGroup, boolean automatic) {
    static final String COLUMNS = "t.id, t.key, t.automatic, case when g.exclusive then g.id end exclusive_group";

    static TagRef of(Row row) {
        return new TagRef(
                row.getInteger("id"),
                row.getString("key"),
                row.getInteger("exclusive_group"),
                row.getBoolean("automatic"));
    }
}
