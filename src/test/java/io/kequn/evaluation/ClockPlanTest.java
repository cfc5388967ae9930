package io.kequn.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
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
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// Whom a tick may concern, PostgreSQL finds by indexes, whatever else there is, as the role that row-level
/// security binds and by a plan that is kept for any values.
@KequnTest
class ClockPlanTest {
    private static final List<String> RULES = List.of(
            "last_order_date >= -90d AND first_order_date < -6h",
            "last_seen_at IN LAST 6h OR registered_at >= -7d",
            "orders_placed MATCHES (date >= -2h) OR products_purchased MATCHES (date > -3m)",
            "event MATCHES (name = 'login', date >= -24h) OR product_viewed MATCHES (date >= -30d)",
            "city HAS BEEN 'Oslo' FOR AT LEAST 7d OR age >= 18",
            "custom.visit IN LAST 6h OR custom.wedding >= -7d OR anniversary(birth_date) = today");

    @Inject
    DataSource database;

    @Test
    void aTickReadsNoTableFromEndToEnd() throws SQLException {
        var query = query();
        var plan = ManyFacts.plan(database, ClockTick.sql(query), query.values().size() + 1);

        assertThat(plan).contains("Index").doesNotContain("Seq Scan");
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
