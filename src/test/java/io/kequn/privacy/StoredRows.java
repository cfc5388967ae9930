package io.kequn.privacy;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What all tables hold of a shop, whoever made them.
final class StoredRows {
    private static final String TABLES = """
        select relname from pg_class where relkind in ('r', 'p') and not relispartition
          and relnamespace = current_schema()::regnamespace\
        """;

    /// Columns that hold a customer's id.
    private static final String OF_CUSTOMERS = TABLES + """
         and exists (select from pg_attribute a where a.attrelid = pg_class.oid and a.attname = 'customer_id')\
        """;

    private final AgroalDataSource database;
    private final String shop;

    StoredRows(AgroalDataSource database, String shop) {
        this.database = database;
        this.shop = shop;
    }

    /// Tables with a column `customer_id`.
    Set<String> tablesOfCustomers() throws SQLException {
        try (var connection = database.getConnection()) {
            return new TreeSet<>(texts(connection, OF_CUSTOMERS));
        }
    }

    /// The tables with a row that holds the text anywhere.
    Set<String> tablesWith(String text) throws SQLException {
        var found = new TreeSet<String>();
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            texts(connection, "select set_config('app.shop', id::text, true) from shop where key = '" + shop + "'");
            for (var table : texts(connection, TABLES)) {
                var rows = texts(
                        connection, "select 1 from " + table + " t where strpos(t::text, '" + text + "') > 0 limit 1");
                if (!rows.isEmpty()) {
                    found.add(table);
                }
            }
            connection.rollback();
        }
        return found;
    }

    /// The rows of a table that hold the text.
    List<String> rows(String table, String text) throws SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            texts(connection, "select set_config('app.shop', id::text, true) from shop where key = '" + shop + "'");
            var rows =
                    texts(connection, "select t::text from " + table + " t where strpos(t::text, '" + text + "') > 0");
            connection.rollback();
            return rows;
        }
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
