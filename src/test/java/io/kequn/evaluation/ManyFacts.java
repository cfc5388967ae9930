package io.kequn.evaluation;

import io.kequn.TestShop;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;

/// So many customers with orders and events, inside a transaction that is rolled back, that PostgreSQL plans as
/// it would for a large shop.
public final class ManyFacts {
    /// Of every source that rules can read.
    public static final List<String> RULES = List.of(
            "amount_spent > 500 AND number_of_orders >= 5",
            "orders_placed MATCHES (date >= -30d, count >= 2)",
            "products_purchased MATCHES (id = 'p7', date >= -90d)",
            "event MATCHES (name = 'login', date >= -24h) OR product_viewed MATCHES (date >= -30d)",
            "customer_tags CONTAINS 'vip'",
            "city HAS BEEN 'Oslo' FOR AT LEAST 7d");

    /// In a plan that reads a table of facts from end to end.
    public static final String SCAN = "Seq Scan on"
            + " (customer|customer_order|order_line|event|customer_tag|customer_attribute_history|segment_member"
            + "|segment_override|customer_tag_exclusion|layer_member|customer_moment)";

    private static final String CUSTOMERS = """
        insert into customer (shop_id, id, recorded_at, updated_at, last_seen_at, first_order_date, last_order_date,
          birth_date)
        select %d, gen_random_uuid(), t, t, t, t, t, t from (
          select timestamptz '2020-01-01' + i * interval '2 hours' t from generate_series(1, 20000) i) moments\
        """;
    private static final String ORDERS = """
        insert into customer_order (shop_id, id, source, external_id, customer_id, placed_at, total, amount, counts,
          status, status_at, content_hash)
        select shop_id, gen_random_uuid(), 'pos', id, id, last_order_date, 1, 1, true, 'placed', last_order_date, ''
        from customer where shop_id = %d\
        """;
    private static final String EVENTS = """
        insert into event (shop_id, id, customer_id, name, occurred_at, source, external_id, content_hash)
        select c.shop_id, gen_random_uuid(), c.id, kind.name, c.last_order_date, 'app', kind.name || c.id, ''
        from customer c, (values ('login'), ('product_viewed'), ('other')) kind (name) where c.shop_id = %d\
        """;
    private static final String CHANGES = """
        insert into customer_attribute_history (shop_id, customer_id, attribute, since, until)
        select shop_id, id, 'city', last_order_date, last_order_date + interval '1 day'
        from customer where shop_id = %d\
        """;
    private static final String LINES = """
        insert into order_line (shop_id, order_id, line_number, product_id, quantity, price, amount, net_quantity,
          net_amount, counts)
        select shop_id, id, 1, 'p' || mod(total, 100), 1, 1, 1, 1, 1, true from customer_order where shop_id = %d\
        """;
    private static final String TAGS = """
        with made as (insert into tag (shop_id, key, name) values (%1$d, 'vip', 'vip') returning id)
        insert into customer_tag (shop_id, customer_id, tag_id, source, assigned_at)
        select shop_id, customer.id, made.id, 'import', clock_timestamp() from customer, made where shop_id = %1$d\
        """;
    private static final String MEMBERS = """
        insert into segment_member (shop_id, segment_id, customer_id, since)
        select shop_id, n, id, clock_timestamp() from customer, generate_series(1, 3) n where shop_id = %d\
        """;

    private static final String LAYERS = """
        insert into layer_member (shop_id, layer_set_id, customer_id, layer_id, since)
        select shop_id, n, id, n, clock_timestamp() from customer, generate_series(1, 3) n where shop_id = %d\
        """;
    private static final String EXCLUSIONS = """
        insert into customer_tag_exclusion (shop_id, customer_id, tag_id)
        select shop_id, id, n from customer, generate_series(1, 3) n where shop_id = %d\
        """;

    private static final String OVERRIDES = """
        insert into segment_override (shop_id, segment_id, customer_id)
        select shop_id, n, id from customer, generate_series(1, 3) n where shop_id = %d\
        """;

    private static final String MOMENTS = """
        insert into customer_moment (shop_id, customer_id, attribute, at, day)
        select shop_id, id, 'custom.visit', last_order_date, null from customer where shop_id = %1$d
        union all
        select shop_id, id, 'custom.wedding', null, birth_date from customer where shop_id = %1$d\
        """;

    private static final List<String> FACTS =
            List.of(CUSTOMERS, ORDERS, EVENTS, CHANGES, LINES, TAGS, MEMBERS, LAYERS, EXCLUSIONS, OVERRIDES, MOMENTS);

    private ManyFacts() {}

    /// The plan that is kept for any values, as the role that row-level security binds. `more` values follow the
    /// shop's id.
    public static String plan(DataSource database, String sql, int more) throws SQLException {
        return plan(database, sql, more, true);
    }

    /// The same of tables that have just been filled, of which nothing is known.
    public static String planOfUnknown(DataSource database, String sql, int more) throws SQLException {
        return plan(database, sql, more, false);
    }

    private static String plan(DataSource database, String sql, int more, boolean known) throws SQLException {
        int shop = new StoredClock(database, TestShop.create().key()).shop();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local app.shop = " + shop);
            if (known) {
                store(statement, shop);
            }
            var plan = plan(statement, sql, shop, more);
            connection.rollback();
            return plan;
        }
    }

    private static void store(Statement statement, int shop) throws SQLException {
        for (var insert : FACTS) {
            statement.execute(insert.formatted(shop));
        }
        statement.execute("analyze customer, customer_order, order_line, customer_attribute_history, event,"
                + " customer_tag, segment_member, segment_override, layer_member, customer_tag_exclusion,"
                + " customer_moment");
    }

    private static String plan(Statement statement, String sql, int shop, int more) throws SQLException {
        statement.execute("set local role kequn_app; set local plan_cache_mode = force_generic_plan;"
                + " set local random_page_cost = 1.1");
        statement.execute("prepare planned as " + sql);
        var values = String.join(", ", Collections.nCopies(more, "null"));
        var rows = statement.executeQuery("explain execute planned(" + shop + ", " + values + ")");
        var plan = new StringBuilder();
        while (rows.next()) {
            plan.append(rows.getString(1)).append('\n');
        }
        statement.execute("deallocate planned");
        return plan.toString();
    }
}
