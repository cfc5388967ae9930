package io.kequn.shop;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Connections;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads of the tables outside row-level security. Whoever asks has a shop of its own or is the platform.
@Singleton
class ShopStore {
    private static final String FIND = "select * from shop where key = $1";
    private static final String IDENTIFY = "select shop.*, id shop_id from shop where key = $1";
    private static final String LIST = "select * from shop where $1::text is null or key > $1 order by key limit $2";
    private static final String COUNT = "select count(*) from shop";
    private static final String KEY = "select * from api_key where shop_id = $1 and public_id = $2";
    private static final String KEYS = """
        select * from api_key where shop_id = $1 and ($2::int is null or id < $2) order by id desc limit $3\
        """;
    private static final String COUNT_KEYS = "select count(*) from api_key where shop_id = $1";

    private final Connections connections;

    ShopStore(Connections connections) {
        this.connections = connections;
    }

    Uni<Optional<ShopSettings>> find(String key) {
        return one(FIND, ShopSettings::of, key);
    }

    Uni<Optional<Shop>> identify(String key) {
        return one(IDENTIFY, StoredCredentials::shop, key);
    }

    Uni<List<ShopSettings>> list(@Nullable String after, int rows) {
        return many(LIST, ShopSettings::of, after, rows);
    }

    Uni<Long> count() {
        return one(COUNT, row -> row.getLong(0)).map(Optional::orElseThrow);
    }

    Uni<Optional<ApiKey>> key(Shop shop, String id) {
        return one(KEY, ApiKey::of, shop.id(), id);
    }

    /// A row of a list of keys; `number` is its place in the list and is never shown.
    record KeyRow(int number, ApiKey key) {}

    Uni<List<KeyRow>> keys(Shop shop, @Nullable Integer before, int rows) {
        return many(KEYS, row -> new KeyRow(row.getInteger("id"), ApiKey.of(row)), shop.id(), before, rows);
    }

    Uni<Long> countKeys(Shop shop) {
        return one(COUNT_KEYS, row -> row.getLong(0), shop.id()).map(Optional::orElseThrow);
    }

    private <T> Uni<List<T>> many(String sql, Function<Row, T> map, @Nullable Object... values) {
        return connections.query(sql, values).map(rows -> Sql.list(rows, map));
    }

    private <T> Uni<Optional<T>> one(String sql, Function<Row, T> map, @Nullable Object... values) {
        return many(sql, map, values).map(found -> found.stream().findFirst());
    }
}
