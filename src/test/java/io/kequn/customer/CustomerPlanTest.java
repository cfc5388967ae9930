package io.kequn.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.vertx.core.json.JsonArray;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// To find one customer, PostgreSQL expects to look at a few rows, however many customers there are, also as
/// the role that row-level security binds.
@KequnTest
class CustomerPlanTest {
    private static final String FILL = """
        insert into customer (shop_id, id, recorded_at, updated_at)
        select %d, gen_random_uuid(), clock_timestamp(), clock_timestamp() from generate_series(1, 5000)\
        """;
    private static final double A_FEW_ROWS = 30;

    @Inject
    DataSource database;

    @Test
    void oneCustomerCostsAFewRows() throws SQLException {
        var shop = TestShop.create();

        assertThat(cost(shop, CustomerResolver.BY_ID)).isLessThan(A_FEW_ROWS);
        assertThat(cost(shop, CustomerSelect.PLAIN.byId())).isLessThan(A_FEW_ROWS);
    }

    private double cost(TestShop shop, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            var found = statement.executeQuery("select id from shop where key = '" + shop.key() + "'");
            found.next();
            int id = found.getInt(1);
            statement.execute("set local app.shop = " + id);
            statement.execute(FILL.formatted(id));
            statement.execute("analyze customer");
            statement.execute("set local role kequn_app");
            statement.execute("set local random_page_cost = 1.1");
            var literal = sql.replace("$1", String.valueOf(id)).replace("$2", "'" + UUID.randomUUID() + "'");
            var plan = statement.executeQuery("explain (format json) " + literal);
            plan.next();
            var root = new JsonArray(plan.getString(1)).getJsonObject(0).getJsonObject("Plan");
            connection.rollback();
            return root.getDouble("Total Cost");
        }
    }
}
