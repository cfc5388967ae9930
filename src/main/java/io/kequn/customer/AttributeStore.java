package io.kequn.customer;

import static java.util.stream.Collectors.toMap;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads of the shop's own attributes.
@Singleton
class AttributeStore {
    private static final String COLUMNS =
            "select key, name, description, type, allowed_values, personal, created_at, updated_at, version from attribute";
    private static final String FIND = COLUMNS + " where shop_id = $1 and key = $2 and not deleting";
    private static final String LIST =
            COLUMNS + " where shop_id = $1 and not deleting and ($2::text is null or key > $2) order by key limit $3";
    static final String ALL =
            COLUMNS + " where shop_id = $1 and not deleting order by key limit " + AttributeDefinitions.MOST;
    private static final String COUNT = "select count(*) from attribute where shop_id = $1 and not deleting";

    private final ShopReads reads;

    AttributeStore(ShopReads reads) {
        this.reads = reads;
    }

    Uni<Optional<Attribute>> find(Shop shop, String key) {
        return reads.find(shop, AttributeStore::attribute, FIND, shop.id(), key);
    }

    Uni<List<Attribute>> list(Shop shop, @Nullable String after, int rows) {
        return reads.list(shop, AttributeStore::attribute, LIST, shop.id(), after, rows);
    }

    Uni<List<Attribute>> all(Shop shop) {
        return reads.list(shop, AttributeStore::attribute, ALL, shop.id());
    }

    Uni<Long> count(Shop shop) {
        return reads.find(shop, row -> row.getLong(0), COUNT, shop.id()).map(Optional::orElseThrow);
    }

    /// All of the shop's, inside a transaction that holds the rules lock: none goes away before it ends.
    static Uni<Map<String, Attribute>> byKey(FactSession session) {
        return session.query(ALL, session.shop().id())
                .map(rows -> Sql.list(rows, AttributeStore::attribute).stream()
                        .collect(toMap(Attribute::key, Function.identity())));
    }

    static Attribute attribute(Row row) {
        var allowed = row.getArrayOfStrings("allowed_values");
        return new Attribute(
                row.getString("key"),
                row.getString("name"),
                row.getString("description"),
                AttributeType.of(row.getString("type")),
                allowed == null ? null : List.of(allowed),
                row.getBoolean("personal"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                row.getInteger("version"));
    }
}
