package io.kequn.sync;

import io.kequn.TestShop;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import javax.sql.DataSource;

/// Gives a tag to a customer and takes it, as the service writes it, in transactions that are held open long after
/// they have logged the change, and some of which are rolled back.
final class LateWriter {
    private static final int LONGEST = 1_200;

    private final DataSource database;
    private final int shop;
    private final String customer;
    private final int tag;

    LateWriter(DataSource database, TestShop shop, String customer, String tag) throws SQLException {
        this.database = database;
        this.customer = customer;
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            this.shop = number(statement, "select id from shop where key = '" + shop.key() + "'");
            connection.setAutoCommit(false);
            statement.execute("set local app.shop = " + this.shop);
            this.tag =
                    number(statement, "select id from tag where shop_id = " + this.shop + " and key = '" + tag + "'");
            connection.rollback();
        }
    }

    private static int number(Statement statement, String sql) throws SQLException {
        try (var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    void write(Random random) throws SQLException, InterruptedException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local app.shop = " + shop);
            if (isLocked(statement)) {
                change(statement);
            }
            Thread.sleep(random.nextInt(LONGEST));
            end(connection, random.nextInt(4) > 0);
        }
    }

    /// Nobody writes to customers who have been merged or deleted.
    private boolean isLocked(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("select from customer where shop_id = " + shop + " and id = '" + customer
                + "' and state = 0 for no key update")) {
            return rows.next();
        }
    }

    private void change(Statement statement) throws SQLException {
        var of = " where shop_id = " + shop + " and customer_id = '" + customer + "' and tag_id = " + tag;
        boolean has = statement.executeUpdate("delete from customer_tag" + of) > 0;
        if (!has) {
            statement.execute("insert into customer_tag (shop_id, customer_id, tag_id, source, assigned_at) values ("
                    + shop + ", '" + customer + "', " + tag + ", 'manual', clock_timestamp())");
        }
        statement.execute("insert into change (shop_id, customer_id, kind, subject, operation, reason, at) values ("
                + shop + ", '" + customer + "', 'tag', " + tag + ", '" + (has ? "removed" : "added")
                + "', 'manual', clock_timestamp())");
    }

    private static void end(Connection connection, boolean well) throws SQLException {
        if (well) {
            connection.commit();
        } else {
            connection.rollback();
        }
    }
}
