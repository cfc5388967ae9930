package io.kequn.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A page of a customer's events reads about as many rows as it shows of each name, however many there are,
/// also as the role that row-level security binds.
@KequnTest
class EventPlanTest {
    private static final String CUSTOMER = "01900000-0000-7000-8000-000000000001";
    private static final String FILL = """
        insert into event (shop_id, id, customer_id, name, occurred_at, source, external_id, content_hash)
        select %1$d, gen_random_uuid(), case when i %% 2 = 0 then '%2$s'::uuid else gen_random_uuid() end,
          'name-' || i %% 8, clock_timestamp() - i * interval '1 minute', 's', i::text, ''
        from generate_series(1, 20000) i\
        """;
    private static final int SHOWN = 10;
    private static final int NAMES_OF_CUSTOMER = 4;

    @Inject
    DataSource database;

    @Test
    void pageReadsAFewRowsOfEachName() throws SQLException {
        assertThat(rowsRead(null)).isBetween(SHOWN, 4 * SHOWN * NAMES_OF_CUSTOMER);
        assertThat(rowsRead("name-2")).isBetween(SHOWN, 4 * SHOWN);
    }

    private int rowsRead(@Nullable String name) throws SQLException {
        var shop = TestShop.create();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            var found = statement.executeQuery("select id from shop where key = '" + shop.key() + "'");
            found.next();
            int id = found.getInt(1);
            statement.execute("set local app.shop = " + id);
            statement.execute(FILL.formatted(id, CUSTOMER));
            statement.execute("analyze event");
            statement.execute("set local role kequn_app");
            statement.execute("set local random_page_cost = 1.1");
            var literal = EventQuery.sql(name)
                    .replace("$1", String.valueOf(id))
                    .replace("$2", "'{" + CUSTOMER + "}'")
                    .replace("$3", String.valueOf(SHOWN))
                    .replace("$4", "now()")
                    .replace("$5", "'ffffffff-ffff-ffff-ffff-ffffffffffff'")
                    .replace("$6", "'" + name + "'");
            var plan = statement.executeQuery("explain (analyze, format json) " + literal);
            plan.next();
            var root = new JsonArray(plan.getString(1)).getJsonObject(0).getJsonObject("Plan");
            connection.rollback();
            return rowsOfEvents(root);
        }
    }

    private static int rowsOfEvents(JsonObject node) {
        double own = "event".equals(node.getString("Relation Name"))
                ? (node.getDouble("Actual Rows") + node.getDouble("Rows Removed by Filter", 0.0))
                        * node.getInteger("Actual Loops")
                : 0;
        return (int) Math.round(own)
                + node.getJsonArray("Plans", new JsonArray()).stream()
                        .mapToInt(below -> rowsOfEvents((JsonObject) below))
                        .sum();
    }
}
