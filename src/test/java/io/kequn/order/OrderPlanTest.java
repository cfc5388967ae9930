package io.kequn.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.platform.access.Shop;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// A page of the shop's orders reads about as many rows as it shows, however rare or long ago what is asked
/// for, also as the role that row-level security binds.
@KequnTest
class OrderPlanTest {
    private static final int SHOWN = 10;
    private static final String FILL = """
        insert into customer_order (shop_id, id, source, external_id, customer_id, placed_at, total, amount, counts,
          status, status_at, content_hash)
        select %1$d, gen_random_uuid(), case when i > 40000 then 'legacy' else 'pos' end, i::text,
          gen_random_uuid(), clock_timestamp() - i * interval '1 minute', 1, 1, true,
          case when i %% 20000 = 11 then 'cancelled' when i %% 3 = 0 then 'paid' else 'placed' end,
          clock_timestamp(), ''
        from generate_series(1, 50000) i\
        """;

    @Inject
    DataSource database;

    @Test
    void pageReadsAboutAsManyOrdersAsItShows() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            var shop = filled(connection, statement);

            for (var filter : new OrderReads.Filter[] {
                OrderReads.Filter.NONE,
                new OrderReads.Filter(OrderStatus.CANCELLED, null, null, null),
                new OrderReads.Filter(OrderStatus.PLACED, null, null, null),
                new OrderReads.Filter(null, "legacy", null, null),
                new OrderReads.Filter(null, "none", null, null),
                new OrderReads.Filter(OrderStatus.PLACED, null, null, Instant.EPOCH)
            }) {
                assertThat(rowsRead(statement, shop, filter)).as("%s", filter).isLessThanOrEqualTo(2 * SHOWN);
            }
            connection.rollback();
        }
    }

    private static Shop filled(Connection connection, Statement statement) throws SQLException {
        connection.setAutoCommit(false);
        var found = statement.executeQuery(
                "select id from shop where key = '" + TestShop.create().key() + "'");
        found.next();
        int id = found.getInt(1);
        statement.execute("set local app.shop = " + id);
        statement.execute(FILL.formatted(id));
        statement.execute("analyze customer_order");
        statement.execute("set local role kequn_app");
        statement.execute("set local random_page_cost = 1.1");
        return new Shop(id, "plan", Currency.getInstance("CNY"), ZoneOffset.UTC, DayOfWeek.MONDAY, null, true);
    }

    private static int rowsRead(Statement statement, Shop shop, OrderReads.Filter filter) throws SQLException {
        var query = new OrderQuery(shop);
        query.where(filter);
        var sql = query.sql(SHOWN);
        for (int i = query.values.size(); i > 0; i--) {
            sql = sql.replace("$" + i, "'" + Objects.requireNonNull(query.values.get(i - 1)) + "'");
        }
        var plan = statement.executeQuery("explain (analyze, format json) " + sql);
        plan.next();
        var root = new JsonArray(plan.getString(1)).getJsonObject(0);
        return rowsOfOrders(root.getJsonObject("Plan"));
    }

    private static int rowsOfOrders(JsonObject node) {
        double own = "customer_order".equals(node.getString("Relation Name"))
                ? (node.getDouble("Actual Rows") + node.getDouble("Rows Removed by Filter", 0.0))
                        * node.getInteger("Actual Loops")
                : 0;
        return (int) Math.round(own)
                + node.getJsonArray("Plans", new JsonArray()).stream()
                        .mapToInt(below -> rowsOfOrders((JsonObject) below))
                        .sum();
    }
}
