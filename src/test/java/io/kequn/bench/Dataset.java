package io.kequn.bench;

import io.kequn.crypto.Place;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// The customers of a run, straight into the tables by a few large statements: orders ~ floor(exponential, mean
/// 6), each of the customer's own price of 5 to 100, the last within 720 days, all dated in whole minutes; ten
/// countries, 2.9 of 50 tags on average. A customer's number decides all of it, so every run has the same ones.
/// The totals are those of the orders.
record Dataset(BenchDatabase database, int shop, int customers) {
    static final int TAGS = 50;

    private static final String SOURCE = "pos";
    /// The first customer's id was drawn at this instant, the n-th's n milliseconds later.
    private static final long FIRST = 1_600_000_000_000L;

    private static final String ORDERS = """
        create temp table placed as
        select n, k, amount, date_trunc('minute', last_at - k * gap) as placed_at
        from (
          select n, floor(-6 * ln(1 - %s))::int as orders, floor(500 + 9501 * %s)::bigint as amount,
            date_trunc('hour', clock_timestamp()) - %s * interval '720 days' as last_at,
            (0.5 + %s) * interval '30 days' as gap
          from generate_series(1, %d) as n
        ) customer cross join lateral generate_series(0, orders - 1) as k
        """;
    private static final String STORE_ORDERS = """
        insert into customer_order (shop_id, id, source, external_id, customer_id, placed_at, total, amount, counts,
          status, status_at, channel, content_hash)
        select %d, (lpad(to_hex((extract(epoch from placed_at) * 1000)::bigint), 12, '0') || '70008000'
            || lpad(to_hex(n::bigint * 1024 + k), 12, '0'))::uuid,
          '%s', n || '-' || k, %s, placed_at, amount, amount, true, 'completed', placed_at,
          (array['web', 'app', 'store'])[1 + (n + k) %% 3], decode(md5(n || '-' || k), 'hex')
        from placed order by placed_at
        """;
    private static final String CUSTOMERS = """
        insert into customer (shop_id, id, recorded_at, updated_at, email_domain, country, city, language,
          gender, birth_date, email_consent, registered_at, last_seen_at, number_of_orders, amount_spent,
          average_order_value, first_order_date, last_order_date, days_between_orders)
        select %d, %s, clock_timestamp(), clock_timestamp(), 'example.com', (array['US', 'CN', 'DE', 'FR', 'GB', 'JP', 'BR', 'IN', 'ES', 'CA'])[1 + floor(10 * %s)::int],
          'City ' || floor(40 * %s), 'en', (array['female', 'male'])[1 + n %% 2],
          date '1945-01-01' + floor(23000 * %s)::int, (array['granted', 'denied', 'unknown'])[1 + n %% 3],
          coalesce(t.first_at, date_trunc('hour', clock_timestamp())) - %s * interval '400 days',
          coalesce(t.last_at, date_trunc('hour', clock_timestamp()) - interval '1 year'),
          coalesce(t.orders, 0), coalesce(t.spent, 0), t.average, t.first_at, t.last_at, t.gap
        from generate_series(1, %d) as n
        left join (
          select n, count(*)::int as orders, sum(amount)::bigint as spent, round(avg(amount))::bigint as average,
            min(placed_at) as first_at, max(placed_at) as last_at,
            trim_scale((extract(epoch from (percentile_disc(array[0.5, 0.500000001]) within group (order by gap))[1])
              + extract(epoch from (percentile_disc(array[0.5, 0.500000001]) within group (order by gap))[2])) / 172800)
              as gap
          from (select *, placed_at - lag(placed_at) over (partition by n order by placed_at) as gap from placed) p
          group by n
        ) t using (n)
        order by n
        """;
    private static final String NAME = "update customer set personal = ?, email_index = ? where shop_id = ? and id = ?";
    private static final String IDENTITIES = """
        insert into customer_identity (shop_id, source, external_id, customer_id, recorded_at)
        select %d, '%s', n::text, %s, clock_timestamp() from generate_series(1, %d) as n
        """;
    private static final String DEFINE_TAGS = """
        insert into tag (shop_id, key, name)
        select %d, 't' || lpad(k::text, 2, '0'), 'Tag ' || k from generate_series(1, %d) as k
        """;
    /// The k-th tag is k times as rare as the first.
    private static final String ASSIGN_TAGS = """
        insert into customer_tag (shop_id, customer_id, tag_id, source, assigned_at)
        select t.shop_id, %s, t.id, 'import', clock_timestamp()
        from generate_series(1, %d) as n
        join tag t on t.shop_id = %d and %s < 0.6446 / substr(t.key, 2)::int
        """;
    private static final List<String> TABLES =
            List.of("customer", "customer_identity", "customer_order", "tag", "customer_tag");

    static UUID customer(int number) {
        return new UUID((FIRST + number) << 16 | 0x7000, 1L << 63 | number);
    }

    static String externalId(int number) {
        return String.valueOf(number);
    }

    /// How the API names the customer.
    static String reference(int number) {
        return SOURCE + ":" + externalId(number);
    }

    /// The number of the customer that is named so.
    static int number(String reference) {
        return Integer.parseInt(reference.substring(SOURCE.length() + 1));
    }

    void load() throws SQLException {
        run(
                "set app.shop = '" + shop + "'; set work_mem = '256MB'; set maintenance_work_mem = '512MB'",
                ORDERS.formatted(dice("n", 1), dice("n", 2), dice("n", 3), dice("n::bigint * 7919", 4), customers),
                "analyze placed",
                STORE_ORDERS.formatted(shop, SOURCE, id()),
                CUSTOMERS.formatted(shop, id(), dice("n", 5), dice("n", 6), dice("n", 7), dice("n", 8), customers),
                IDENTITIES.formatted(shop, SOURCE, id(), customers),
                DEFINE_TAGS.formatted(shop, TAGS),
                ASSIGN_TAGS.formatted(id(), customers, shop, dice("n * 64 + substr(t.key, 2)::int", 9)));
        name();
        for (var table : TABLES) {
            run("vacuum (analyze) " + table);
        }
    }

    /// Each has a name and an e-mail address, sealed as the service does it.
    private void name() throws SQLException {
        var sealer = Service.KEYS.sealer();
        var index = Service.KEYS.index();
        try (var connection = database.open();
                var statement = connection.createStatement();
                var update = connection.prepareStatement(NAME)) {
            statement.execute("set app.shop = '" + shop + "'");
            for (int n = 1; n <= customers; n++) {
                var email = "customer-" + n + "@example.com";
                var personal = new JsonObject().put("name", "Customer " + n).put("email", email);
                var place = new Place("customer.personal", shop, customer(n).toString());
                update.setBytes(1, sealer.seal(personal.encode(), place));
                update.setBytes(2, index.of("customer.email", shop, email));
                update.setInt(3, shop);
                update.setObject(4, customer(n));
                update.addBatch();
                if (n % 1_000 == 0 || n == customers) {
                    update.executeBatch();
                }
            }
        }
    }

    private static String id() {
        return "(lpad(to_hex(" + FIRST + " + n), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid";
    }

    /// A number from 0 to 1 that `seed` and `roll` decide.
    private static String dice(String seed, int roll) {
        return String.format(
                Locale.ROOT, "((hashint8extended((%s)::bigint, %d) & 1073741823) / 1073741824.0::float8)", seed, roll);
    }

    private void run(String... statements) throws SQLException {
        try (var connection = database.open();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
