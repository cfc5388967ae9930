package io.kequn.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// A query that forgets its shop still sees one shop only.
@KequnTest
class RowSecurityTest {
    /// Read by key only, before the shop is known.
    private static final List<String> OUTSIDE = List.of("api_key", "due", "shop_feature", "shop_origin");

    @Inject
    Pool pool;

    @Test
    void everyTableOfShopsIsIsolated() {
        var open = strings("""
            select c.relname from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'shop_id' and not a.attisdropped
            where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace
              and not (c.relrowsecurity and c.relforcerowsecurity
                and exists (select from pg_policy p where p.polrelid = c.oid
                  and p.polqual is not null and p.polwithcheck is not null))
            order by 1\
            """);

        assertThat(open).containsExactlyInAnyOrderElementsOf(OUTSIDE);
    }

    @Test
    void roleOfTheServiceOwnsNothingAndBypassesNothing() {
        assertThat(strings("select current_user::text")).containsExactly("kequn_app");
        assertThat(strings("""
            select rolname::text from pg_roles
            where rolname = current_user and (rolbypassrls or rolsuper)\
            """)).isEmpty();
        assertThat(strings("""
            select relname::text from pg_class c join pg_roles r on r.oid = c.relowner
            where r.rolname = current_user\
            """)).isEmpty();
    }

    @Test
    void queryWithoutItsShopSeesNothingOfAnother() {
        var mine = TestShop.create();
        var other = TestShop.create();
        for (var shop : List.of(mine, other)) {
            shop.given()
                    .body(Map.of("name", "Kim"))
                    .put("/v1/customers/pos:1")
                    .then()
                    .statusCode(201);
        }
        var id = strings("select id::text from shop where key = '" + mine.key() + "'")
                .getFirst();

        var seen = inShop(id, "select distinct shop_id::text from customer");
        var outside = strings("select shop_id::text from customer");

        assertThat(seen).containsExactly(id);
        assertThat(outside).isEmpty();
    }

    private List<String> inShop(String shop, String sql) {
        return pool.withTransaction(connection -> connection
                        .query("set local app.shop = " + shop)
                        .execute()
                        .chain(() -> connection.query(sql).execute()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString(0))
                        .toList())
                .await()
                .indefinitely();
    }

    private List<String> strings(String sql) {
        Iterable<Row> rows = pool.query(sql).execute().await().indefinitely();
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString(0))
                .toList();
    }
}
