package io.kequn.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleCompilerTest {
    private static final EvaluationTime NOON = new EvaluationTime(
            Instant.parse("2026-03-08T12:00:00.123456789Z"), ZoneId.of("Europe/Berlin"), DayOfWeek.MONDAY);
    private final Vocabulary vocabulary = TestVocabulary.standard();
    private final RuleLanguage language = new RuleLanguage(vocabulary);
    private final RuleCompiler compiler = new RuleCompiler(vocabulary);

    @Test
    void aSourceIsScannedOnceAndEqualColumnsAndValuesAreShared() {
        Statement statement = statement(
                "orders_placed MATCHES (date >= -90d, count >= 3)",
                "orders_placed MATCHES (date >= -90d, sum_amount > 3)",
                "orders_placed MATCHES (date >= -90d, count >= 5)");

        assertThat(statement.sql()).containsOnlyOnce("from customer_order o").containsOnlyOnce("count(*)");
        assertThat(statement.values(NOON).stream().filter(OffsetDateTime.class::isInstance))
                .hasSize(1);
    }

    @Test
    void theScanIsBoundedByTheWidestWindow() {
        Statement bounded =
                statement("orders_placed MATCHES (date >= -90d)", "orders_placed NOT MATCHES (date IN LAST 30d)");
        Statement open = statement("orders_placed MATCHES (date >= -90d)", "orders_placed MATCHES (count > 3)");

        assertThat(bounded.sql()).containsPattern("o.shop_id = \\$1::int and o.placed_at >= ");
        assertThat(open.sql()).doesNotContainPattern("o.shop_id = \\$1::int and o.placed_at >= ");
    }

    @Test
    void theScanReadsOnlyTheEventsThatRulesName() {
        Statement named = statement("event MATCHES (name = 'login', date >= -7d)", "product_viewed MATCHES ()");
        Statement any = statement("event MATCHES (name = 'login')", "event MATCHES (count > 100)");

        assertThat(named.sql()).containsOnlyOnce("from event e").contains("e.name = any($");
        assertThat(any.sql()).doesNotContain("e.name = any($");
    }

    @Test
    void membershipsAreReadByNumberAndOnlyThoseAskedFor() {
        Statement statement = statement("IN SEGMENT dormant", "NOT IN SEGMENT club", "IN LAYER value = high");

        assertThat(statement.sql()).containsOnlyOnce("from segment_member m").contains("m.segment_id = any($");
        assertThat(statement.values(NOON)).contains(11, 12, 21, 33);
    }

    @Test
    void aParameterLiftsTheRestriction() {
        assertThat(statement("orders_placed MATCHES ()").sql()).contains("(o.counts)");
        assertThat(statement("orders_placed MATCHES (status = 'cancelled')").sql())
                .doesNotContain("o.counts");
    }

    @Test
    void averagesAreComparedWithoutDividing() {
        String sql = statement("orders_placed MATCHES (avg_amount > 33.33)").sql();

        assertThat(sql).contains("::numeric * ").doesNotContain("avg(").doesNotContain("/");
    }

    @Test
    void agesBecomeBirthDates() {
        Statement statement = statement("age BETWEEN 18 AND 30");

        assertThat(statement.sql()).contains("c.birth_date <= $").contains("c.birth_date > $");
        assertThat(statement.values(NOON)).contains(LocalDate.of(2008, 3, 8), LocalDate.of(1995, 3, 8));
    }

    @Test
    void rulesAreAnsweredInTheOrderOfTheirNumbers() {
        Statement statement = compiler.statement(
                List.of(
                        new NumberedRule(9, language.parse("TRUE")),
                        new NumberedRule(4, language.parse("city = 'Oslo'"))),
                Scope.SHOP);

        assertThat((Integer[]) statement.values(NOON).get(0)).containsExactly(4, 9);
    }

    @Test
    void manyColumnsOfOneSourceAreSplitOverRows() {
        String many = String.join(
                " OR ",
                java.util.stream.IntStream.range(0, 400)
                        .mapToObj(i -> "orders_placed MATCHES (store = '" + i
                                + "', count > 1, sum_amount > 2, max_amount > 3)")
                        .toList());

        assertThat(statement(many).sql().split("from customer_order o", -1)).hasSize(3);
    }

    @Test
    void aFilterKeepsToItsParametersAndItsCustomer() {
        RuleFilter filter = compiler.filter(language.parse("orders_placed MATCHES (count > 1)"), 1, 7);

        assertThat(filter.joins())
                .contains("left join lateral")
                .contains("o.customer_id = c.id")
                .contains("$1::int");
        assertThat(filter.predicate()).contains("$7::bigint");
        assertThat(filter.values(NOON)).containsExactly(1L);
        assertThat(compiler.filter(language.parse("city = 'Oslo'"), 1, 2).joins())
                .isEmpty();
    }

    /// Whatever the rules, the text holds only names of the vocabulary, and as many parameters as are bound.
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noValueReachesTheText(long seed) {
        RandomRules rules = new RandomRules(vocabulary, RandomRules.Pool.ordinary(), seed);
        for (int i = 0; i < 100; i++) {
            Rule rule = rules.next();
            Statement statement = compiler.statement(List.of(new NumberedRule(1, rule)), Scope.RANGE);

            assertThat(statement.sql()).as(rule.text()).doesNotContain("Oslo", "San Francisco", "golf", "now()");
            assertThat(highestParameter(statement.sql()))
                    .isEqualTo(3 + statement.values(NOON).size());
        }
    }

    private static int highestParameter(String sql) {
        return Pattern.compile("\\$(\\d+)")
                .matcher(sql)
                .results()
                .mapToInt(result -> Integer.parseInt(result.group(1)))
                .max()
                .orElse(0);
    }

    private Statement statement(String... texts) {
        List<NumberedRule> rules = new java.util.ArrayList<>();
        for (String text : texts) {
            rules.add(new NumberedRule(rules.size() + 1, language.parse(text)));
        }
        return compiler.statement(rules, Scope.SHOP);
    }
}
