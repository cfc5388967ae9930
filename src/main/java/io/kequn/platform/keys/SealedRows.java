package io.kequn.platform.keys;

import io.kequn.crypto.Keys;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A table of which columns hold sealed values. Each feature has one bean of it for each of its tables; what has none
/// stays unreadable once its key is gone.
public interface SealedRows {
    String table();

    /// The primary key after `shop_id`.
    List<KeyColumn> key();

    /// What is read of a row beside its key, and written anew: sealed values, and what is made of them.
    List<String> columns();

    /// What is written to a column, of the value that `renewed` gives.
    default String written(String column, String value) {
        return value;
    }

    /// How many rows may be in memory at once.
    default int atOnce() {
        return 500;
    }

    /// The values of the columns by the present keys; empty if they are all by those already.
    Optional<List<@Nullable Object>> renewed(Keys keys, int shop, Row row);

    /// A column of a primary key, and its type in SQL.
    record KeyColumn(String name, String type) {}
}
