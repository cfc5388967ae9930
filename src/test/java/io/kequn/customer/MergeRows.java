package io.kequn.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What the tables hold of a shop's customers.
final class MergeRows {
    private static final String TABLES = """
        select relname from pg_class where relkind in ('r', 'p') and not relispartition
          and relnamespace = current_schema()::regnamespace
          and exists (select from pg_attribute a where a.attrelid = pg_class.oid and a.attname = 'customer_id')\
        """;

    /// Only added to: they tell of the merger, too.
    private static final Set<String> LOGS = Set.of(
            "audit_customer", "change", "customer_level_event", "customer_merge", "points_entry", "webhook_delivery");

    /// When and how often something was written.
    private static final String WHEN =
            " - '{version,updated_at,since,last_number,due_at,orders_left_at,personal}'::text[]";

    /// One that only tells that points came and went is as good as none.
    private static final String USED = " and (t.earned, t.redeemed, t.balance, t.pending) <> (0, 0, 0, 0)";

    private final AgroalDataSource database;
    private final String shop;

    MergeRows(AgroalDataSource database, String shop) {
        this.database = database;
        this.shop = shop;
    }

    /// Tables with a column `customer_id`.
    Set<String> tables() throws SQLException {
        try (var connection = database.getConnection()) {
            return new TreeSet<>(texts(connection, TABLES));
        }
    }

    /// All rows by table. What a rule gives it gives again, at another instant.
    Map<String, List<String>> all() throws SQLException {
        var all = new TreeMap<String, List<String>>();
        try (var connection = opened()) {
            for (var table : texts(connection, TABLES)) {
                if (!LOGS.contains(table)) {
                    all.put(table, texts(connection, select(table)));
                }
            }
            all.put("customer", texts(connection, select("customer")));
            connection.rollback();
        }
        return all;
    }

    private static String select(String table) {
        var shown = table.equals("customer_tag")
                ? "case source when 'rule' then to_jsonb(t) - '{assigned_at,recorded_at,cause}'::text[] else to_jsonb(t) end"
                : "to_jsonb(t)" + WHEN;
        return "select (" + shown + ")::text from " + table
                + " t where t.shop_id = current_setting('app.shop')::int"
                + (table.equals("points_account") ? USED : "") + " order by 1";
    }

    /// What is kept of a merger.
    List<String> parts(String merger) throws SQLException {
        try (var connection = opened()) {
            var parts = texts(
                    connection, "select part from customer_merge_part where merge_id = '" + merger + "' order by part");
            connection.rollback();
            return parts;
        }
    }

    void run(String sql) throws SQLException {
        try (var connection = opened();
                var statement = connection.createStatement()) {
            statement.execute(sql);
            connection.commit();
        }
    }

    /// Whether the shop has nothing to do in the background.
    boolean areSettled() {
        try (var connection = opened()) {
            var due = texts(connection, """
                select kind from due where shop_id = current_setting('app.shop')::int
                  and (due_at <= clock_timestamp() or lease_until > clock_timestamp())\
                """);
            connection.rollback();
            return due.isEmpty();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Of each account the entries, the lots and what stands on the customer say the same.
    void assertBooks() throws SQLException {
        try (var connection = opened()) {
            assertThat(texts(connection, """
                select a.customer_id::text from points_account a
                join customer c on c.shop_id = a.shop_id and c.id = a.customer_id
                where a.shop_id = current_setting('app.shop')::int and (a.balance <> c.points_balance
                  or (a.balance, a.pending, a.frozen) <> (
                    select coalesce(sum(e.points), 0)::bigint, coalesce(sum(e.pending), 0)::bigint, coalesce(sum(e.frozen), 0)::bigint from points_entry e
                    where e.shop_id = a.shop_id and e.ledger_id = a.customer_id)
                  or a.balance <> (
                    select coalesce(sum(e.points), 0)::bigint from points_entry e
                    where e.shop_id = a.shop_id and e.customer_id = a.customer_id)
                  or (a.balance, a.pending, a.frozen) <> (
                    select coalesce(sum(l.remaining), 0)::bigint, coalesce(sum(l.pending), 0)::bigint,
                      coalesce(sum(l.held), 0)::bigint
                    from points_lot l where l.shop_id = a.shop_id and l.customer_id = a.customer_id)
                  or a.frozen <> (
                    select coalesce(sum(h.points), 0)::bigint from points_hold h
                    where h.shop_id = a.shop_id and h.customer_id = a.customer_id and h.state = 'held')
                  or a.last_number <> (
                    select coalesce(max(e.number), 0) from points_entry e where e.shop_id = a.shop_id and e.ledger_id = a.customer_id))\
                """)).isEmpty();
            connection.rollback();
        }
    }

    private Connection opened() throws SQLException {
        var connection = database.getConnection();
        connection.setAutoCommit(false);
        texts(connection, "select set_config('app.shop', id::text, true) from shop where key = '" + shop + "'");
        return connection;
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
