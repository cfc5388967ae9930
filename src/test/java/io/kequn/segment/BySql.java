package io.kequn.segment;

import io.kequn.TestShop;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.eclipse.microprofile.config.ConfigProvider;

/// Puts more rows into a test's shop than it could send over HTTP in its time, or holds a lock.
final class BySql implements AutoCloseable {
    private final Connection connection;
    private final int shop;

    BySql(TestShop shop) throws SQLException {
        var config = ConfigProvider.getConfig();
        connection = DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class));
        try (var statement = connection.createStatement();
                var found = statement.executeQuery("select id from shop where key = '" + shop.key() + "'")) {
            found.next();
            this.shop = found.getInt(1);
        }
        execute("set app.shop = " + this.shop);
    }

    /// `%1$d` in the statement stands for the shop.
    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql.formatted(shop));
        }
    }

    /// Customers with one order's worth of totals each: `amount_spent` is the number in minor units.
    void customers(int many) throws SQLException {
        execute("""
            insert into customer (shop_id, id, recorded_at, updated_at, registered_at, number_of_orders,
              amount_spent)
            select %%1$d, gen_random_uuid(), now(), now(), now(), 1, n from generate_series(1, %d) n\
            """.formatted(many));
    }

    /// Keeps others from `table` until this is closed.
    void lock(String table) throws SQLException {
        connection.setAutoCommit(false);
        execute("lock table " + table + " in access exclusive mode");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
