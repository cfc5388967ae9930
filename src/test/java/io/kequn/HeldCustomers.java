package io.kequn;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/// All customers of a shop, locked by a transaction that goes on until it is closed: whoever writes them waits, as
/// behind a slow writer.
public final class HeldCustomers implements AutoCloseable {
    private final Connection connection;

    public HeldCustomers(DataSource database, TestShop shop) throws SQLException {
        connection = database.getConnection();
        connection.setAutoCommit(false);
        run("""
            select set_config('app.shop', s.id::text, true), count(*)
            from shop s cross join lateral (
              select c.id from customer c where c.shop_id = s.id order by c.id for no key update) held
            where s.key = '%s' group by s.id\
            """.formatted(shop.key()));
    }

    /// Waits until somebody waits for these customers.
    public void awaitWriter() {
        Eventually.holds(this::blocksSomebody);
    }

    private boolean blocksSomebody() {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select 1 from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))")) {
            return rows.next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What the slow writer does meanwhile.
    public void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            connection.commit();
        }
    }
}
