package io.kequn.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.rule.CandidateQuery;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.NumberedRule;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.TestVocabulary;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Whom a tick may concern, PostgreSQL finds by indexes, whatever else there is, as the role that row-level security
/// binds and by a plan that is kept for any values.
@KequnTest
class ClockPlanTest {
    private static final List<String> RULES = List.of(
            "last_order_date >= -90d AND first_order_date < -6h",
            "last_seen_at IN LAST 6h OR registered_at >= -7d",
            "orders_placed MATCHES (date >= -2h) OR products_purchased MATCHES (date > -3m)",
            "event MATCHES (name = 'login', date >= -24h) OR product_viewed MATCHES (date >= -30d)",
            "city HAS BEEN 'Oslo' FOR AT LEAST 7d OR age >= 18");
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

    @Inject
    DataSource database;

    @Test
    void aTickReadsNoTableFromEndToEnd() throws SQLException {
        var plan = plan(new StoredClock(database, TestShop.create().key()).shop());

        assertThat(plan).contains("Index").doesNotContain("Seq Scan");
    }

    private String plan(int shop) throws SQLException {
        var query = query();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local app.shop = " + shop);
            for (var insert : List.of(CUSTOMERS, ORDERS, EVENTS, CHANGES)) {
                statement.execute(insert.formatted(shop));
            }
            statement.execute("analyze customer, customer_order, customer_attribute_history, event");
            statement.execute("set local role kequn_app; set local plan_cache_mode = force_generic_plan");
            statement.execute("prepare candidates as " + ClockTick.sql(query));
            var values = String.join(", ", Collections.nCopies(query.values().size() + 1, "null"));
            var rows = statement.executeQuery("explain execute candidates(" + shop + ", " + values + ")");
            var plan = new StringBuilder();
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
            statement.execute("deallocate candidates");
            connection.rollback();
            return plan.toString();
        }
    }

    private static CandidateQuery query() {
        var vocabulary = TestVocabulary.standard();
        var language = new RuleLanguage(vocabulary);
        var rules = IntStream.range(0, RULES.size())
                .mapToObj(i -> new NumberedRule(i, language.parse(RULES.get(i))))
                .toList();
        return CandidateQuery.union(new RuleCompiler(vocabulary)
                .crossings(rules)
                .candidates(at("2026-03-07T15:59:00Z"), at("2026-03-07T16:01:00Z")));
    }

    private static EvaluationTime at(String instant) {
        return new EvaluationTime(Instant.parse(instant), ZoneId.of("Asia/Shanghai"), DayOfWeek.MONDAY);
    }
}
