package io.kequn.platform.database;

import io.kequn.Eventually;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// One writer that has done its work and not committed, and another that waits for its lock meanwhile. Each is a
/// connection of its own with the shop set.
final class Race implements AutoCloseable {
    /// Where the database of the test is.
    record Address(String url, String user, String password) {
        Connection connect() throws SQLException {
            return DriverManager.getConnection(url, user, password);
        }
    }

    private final Address address;
    private final int shop;
    private final Connection first;

    Race(Address address, String shopKey) throws SQLException {
        this.address = address;
        first = address.connect();
        shop = Integer.parseInt(
                rows(first, "select id from shop where key = '" + shopKey + "'").getFirst());
        first.createStatement().execute("set app.shop = " + shop);
        first.setAutoCommit(false);
    }

    int shop() {
        return shop;
    }

    /// A step of the first writer, whose transaction stays open.
    void first(String sql) throws SQLException {
        try (var statement = first.createStatement()) {
            statement.execute(sql);
        }
    }

    /// What a committed state looks like to a new statement: rows as texts, columns parted by spaces.
    List<String> now(String sql) throws SQLException {
        try (var connection = address.connect()) {
            connection.createStatement().execute("set app.shop = " + shop);
            return rows(connection, sql);
        }
    }

    /// Starts the second writer, lets the first one commit once the second waits for it, and gives what the second got.
    <T> T second(Supplier<T> writer) throws SQLException {
        var second = CompletableFuture.supplyAsync(writer);
        Eventually.holds(() -> second.isDone() || somebodyWaits());
        if (second.isDone()) {
            throw new AssertionError("the second writer did not wait: " + second.join());
        }
        first.commit();
        return second.join();
    }

    /// The second writer as one statement that locks and reads.
    List<String> folded(String sql) throws SQLException {
        return second(() -> {
            try {
                return now(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private boolean somebodyWaits() {
        try {
            return !now("select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname ="
                            + " current_database()")
                    .isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        var rows = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
            var found = statement.getResultSet();
            while (found != null && found.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(found.getString(i)));
                }
                rows.add(String.join(" ", row));
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        first.rollback();
        first.close();
    }
}
