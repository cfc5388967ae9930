package io.kequn.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.platform.access.Shop;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.NumberedRule;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.Scope;
import io.kequn.rule.TestVocabulary;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/// What is asked about a few customers reads no table of facts from end to end: the evaluation of a write, with
/// rules of every source that decide about segments, tags and layers, and a page of members.
@KequnTest
class EvaluationPlanTest {
    private static final List<String> RULES = List.of(
            "amount_spent > 500 AND number_of_orders >= 5",
            "orders_placed MATCHES (date >= -30d, count >= 2)",
            "products_purchased MATCHES (id = 'p7', date >= -90d)",
            "event MATCHES (name = 'login', date >= -24h) OR product_viewed MATCHES (date >= -30d)",
            "customer_tags CONTAINS 'vip'",
            "city HAS BEEN 'Oslo' FOR AT LEAST 7d");
    private static final String FACTS =
            "Seq Scan on (customer|customer_order|order_line|event|customer_tag|customer_attribute_history|segment_member"
                    + "|segment_override|customer_tag_exclusion|layer_member)";

    @Inject
    DataSource database;

    @Test
    void evaluationOfAFewCustomers() throws SQLException {
        var vocabulary = TestVocabulary.standard();
        var language = new RuleLanguage(vocabulary);
        var rules = new ArrayList<LiveRule>();
        for (int i = 0; i < RULES.size(); i++) {
            var rule = language.parse(RULES.get(i));
            var uses = language.uses(rule);
            var numbered = List.of(new NumberedRule(i, rule), new NumberedRule(100 + i, new Rule.Everyone()));
            rules.add(LiveRule.of(RuleSubject.segment(i, "s" + i), 1, rule, uses, null));
            rules.add(LiveRule.of(RuleSubject.tag(i + 1, "t" + i), 1, rule, uses, i % 2 + 1));
            rules.add(LiveRule.ofSet(RuleSubject.layerSet(i, "l" + i), 1, numbered, uses, Map.of()));
        }
        var statement = EvaluationStatement.of(new RuleCompiler(vocabulary), rules, Scope.CUSTOMERS);
        var time = new EvaluationTime(Instant.EPOCH, ZoneOffset.UTC, DayOfWeek.MONDAY);

        assertThat(plan(statement.sql(), statement.values(time, 1, "ids").size() - 1))
                .contains("Index")
                .doesNotContainPattern(FACTS);
    }

    @Test
    void pageOfMembers() throws SQLException {
        assertThat(plan(SegmentMembers.MEMBERS, 3)).contains("Index").doesNotContainPattern(FACTS);
    }

    /// Of tables that have just been filled nothing is known, and a nested loop over all customers would not end.
    @Test
    void previewOfLayersJoinsAllAtOnceWhateverIsKnown() throws SQLException {
        var vocabulary = TestVocabulary.standard();
        var rules = RULES.stream().map(new RuleLanguage(vocabulary)::parse).toList();
        var shop = new Shop(1, "s", Currency.getInstance("CNY"), ZoneOffset.UTC, DayOfWeek.MONDAY, null, true);
        var time = new EvaluationTime(Instant.EPOCH, ZoneOffset.UTC, DayOfWeek.MONDAY);
        var preview = PreviewStatement.layers(vocabulary, rules, shop, "value", time);

        assertThat(plan(preview.sql(), preview.values().size() - 1, false)).containsPattern("(Hash|Merge) Full Join");
    }

    private String plan(String sql, int values) throws SQLException {
        return plan(sql, values, true);
    }

    private String plan(String sql, int values, boolean known) throws SQLException {
        int shop = new StoredClock(database, TestShop.create().key()).shop();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local app.shop = " + shop);
            if (known) {
                ManyFacts.store(statement, shop);
            }
            var plan = ManyFacts.plan(statement, sql, shop, values);
            connection.rollback();
            return plan;
        }
    }
}
