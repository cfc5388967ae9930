package io.kequn;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// A writer that has locked one customer and takes its time.
public final class HeldCustomer implements AutoCloseable {
    private final Connection connection;

    public HeldCustomer(DataSource database, TestShop shop, String externalId) throws SQLException {
        connection = database.getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            var found = statement.executeQuery("select id from shop where key = '" + shop.key() + "'");
            found.next();
            int id = found.getInt(1);
            statement.execute("set local app.shop = " + id);
            statement.execute("select from customer where shop_id = " + id + " and id = (select customer_id from"
                    + " customer_identity where shop_id = " + id + " and external_id = '" + externalId
                    + "') for no key update");
        }
    }

    public void release() throws SQLException {
        connection.rollback();
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
