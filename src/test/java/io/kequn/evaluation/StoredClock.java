package io.kequn.evaluation;

import io.kequn.Eventually;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// What the tables say of a shop's clock, and a way to stop it, as an outage would.
public final class StoredClock {
    private final DataSource database;
    private final int shop;

    public StoredClock(DataSource database, String key) {
        this.database = database;
        this.shop = Integer.parseInt(
                column("select id from shop where key = '" + key + "'").getFirst());
    }

    int shop() {
        return shop;
    }

    /// Waits until no tick runs; from then on none begins by itself.
    void holdClock() {
        Eventually.holds(() -> !column("update due set lease_until = 'infinity' where kind = 'clock' and shop_id = %d"
                        + " and lease_until is null returning kind")
                .isEmpty());
    }

    void freeClock() {
        column("update due set lease_until = null where kind = 'clock' and shop_id = %d returning kind");
    }

    /// The only column of a statement that commits at once; `%d` is the shop's id.
    public List<String> column(String sql) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(true);
            return column(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /// The same on a connection of the caller's.
    List<String> column(Connection connection, String sql) throws SQLException {
        var column = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            statement.execute("set app.shop = " + shop);
            try (var rows = statement.executeQuery(sql.formatted(shop))) {
                while (rows.next()) {
                    column.add(rows.getString(1));
                }
            }
        }
        return column;
    }
}
