package io.kequn.platform.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Months of the change log, made ahead by the service as it runs.
@KequnTest
class ChangeMonthsTest {
    private static final int AHEAD = 5;

    @Inject
    Pool pool;

    @Inject
    ShopReads reads;

    @Inject
    StoredShops shops;

    /// The shop's changes stand in the way of their month until they move into it.
    @Test
    void monthIsMadeThoughATestShopHasReachedIt() {
        var month = YearMonth.now(ZoneOffset.UTC).plusMonths(AHEAD);
        var name = "change_" + month.format(DateTimeFormatter.ofPattern("yyyy_MM"));
        var shop = TestShop.createAt(month.atDay(15) + "T12:00");
        var other = TestShop.createAt(month.atDay(15) + "T12:00");
        tag(shop, "before");

        assertThat(make(AHEAD)).isEmpty();
        tag(shop, "after");

        assertThat(changes(shop, name)).isEqualTo(2);
        assertThat(changes(shop, "change_other")).isZero();
        assertThat(changes(shop, "change")).isEqualTo(2);
        // Row-level security holds in the new table too.
        assertThat(seen(other, name)).isZero();
        assertThat(make(AHEAD)).isEmpty();
    }

    private static void tag(TestShop shop, String tag) {
        shop.given().body(Map.of("name", tag)).put("/v1/tags/" + tag).then().statusCode(201);
        shop.given().body("{}").put("/v1/customers/pos:" + tag).then().statusCode(201);
        shop.given()
                .body("{}")
                .put("/v1/customers/pos:" + tag + "/tags/" + tag)
                .then()
                .statusCode(200);
    }

    /// What of the months could not be made.
    private List<String> make(int ahead) {
        return pool.preparedQuery("select failure from make_change_partitions($1) as missing (failure)")
                .execute(Tuple.of(ahead))
                .map(rows -> Sql.list(rows, row -> row.getString("failure")))
                .await()
                .indefinitely();
    }

    private long changes(TestShop shop, String table) {
        return count(
                shop,
                "select count(*) n from " + table + " where kind = 'tag' and shop_id = $1",
                shops.of(shop).id());
    }

    /// By a query that forgets its shop.
    private long seen(TestShop shop, String table) {
        return count(shop, "select count(*) n from " + table);
    }

    private long count(TestShop shop, String sql, Object... values) {
        return reads.find(shops.of(shop), row -> row.getLong("n"), sql, values)
                .await()
                .indefinitely()
                .orElseThrow();
    }
}
