package io.kequn.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One statement tells what each condition says about a customer, and what the customer has.
class ExplainTest {
    private static final Vocabulary VOCABULARY = TestVocabulary.standard();
    private static final UUID ID = new UUID(0x7000L, 0x8000000000000000L);
    private static final EvaluationTime NOON =
            new EvaluationTime(Instant.parse("2026-06-01T12:00:00Z"), ZoneId.of("UTC"), DayOfWeek.MONDAY);

    private static FactDatabase database;

    @BeforeAll
    static void open() {
        database = new FactDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("seeds", 100));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsShownAgreesWithTheVerdict(long seed) {
        var rules = new RandomRules(VOCABULARY, FactPool.rules(NOON), seed);
        var rule = new Rule.All(List.of(rules.next(), rules.next(), rules.next(), rules.next()));
        var customer = new RandomFacts(seed, NOON, Boundaries.of(rule, NOON), 2).customer(ID);
        var interpreter = new Interpreter(NOON);
        var meaning = new ActualMeaning(NOON);

        for (var explained : explain(rule, customer)) {
            var told = "seed " + seed + ": " + explained;
            assertThat(explained.holds()).as(told).isEqualTo(interpreter.holds(explained.condition(), customer));
            assertThat(meaning.agrees(explained)).as(told).isTrue();
            assertThat(rule.json().at(explained.pointer()))
                    .as(told)
                    .isEqualTo(explained.condition().json());
        }
    }

    @Test
    void eachKindOfConditionShowsWhatTheCustomerHas() {
        var since = NOON.at().minus(3, ChronoUnit.DAYS);
        var customer = new FactCustomer(
                        ID,
                        Map.of(
                                "city",
                                "Oslo",
                                "birth_date",
                                LocalDate.of(2000, 2, 29),
                                "location",
                                new FactPlace(0, 1)),
                        Set.of("vip", "b2b"),
                        List.of(),
                        List.of())
                .changed("city", since)
                .did(List.of(new FactEvent(
                        UUID.randomUUID(), "login", NOON.at(), new JsonObject().put("fee", new BigDecimal("2.5")))))
                .in(Set.of("dormant"), Map.of("value", "mid"));

        var actuals = explain(
                        new RuleLanguage(VOCABULARY)
                                .parse(
                                        "city != 'Rome' AND age > 18 AND customer_tags CONTAINS 'vip' AND amount_spent = 5"
                                                + " AND last_seen_at > -7d AND city HAS BEEN 'Oslo' FOR AT LEAST 7d AND event"
                                                + " MATCHES (name = 'login', sum_fee > 3, count < 2) AND NOT IN SEGMENT dormant AND"
                                                + " IN LAYER value = high AND WITHIN 100 km OF (0, 0) AND TRUE"),
                        customer)
                .stream()
                .map(Explained::actual)
                .toList();

        assertThat(((Actual.Single) actuals.get(0)).value()).isEqualTo(new Value.Text("Oslo"));
        assertThat(((Actual.Single) actuals.get(1)).value()).isEqualTo(new Value.Decimal(BigDecimal.valueOf(26)));
        assertThat(((Actual.Elements) actuals.get(2)).elements()).containsExactly("b2b", "vip");
        assertThat(((Actual.Single) actuals.get(3)).value()).isEqualTo(new Value.Money(new BigDecimal("0.00")));
        assertThat(((Actual.Single) actuals.get(4)).value()).isNull();
        assertThat(((Actual.Single) actuals.get(4)).thresholds().getFirst().from())
                .isEqualTo("2026-05-25T00:00:00Z");
        assertThat(actuals.get(5))
                .isEqualTo(new Actual.Kept(new Value.Text("Oslo"), since, since.plus(7, ChronoUnit.DAYS)));
        assertThat(((Actual.Events) actuals.get(6)).aggregates())
                .extracting(Actual.Aggregate::value)
                .containsExactly(new Value.Decimal(new BigDecimal("2.5")), new Value.Decimal(BigDecimal.ONE));
        assertThat(actuals.get(7)).isEqualTo(new Actual.Member(true));
        assertThat(actuals.get(8)).isEqualTo(new Actual.Layer("mid"));
        assertThat(((Actual.Distance) actuals.get(9)).kilometres()).isEqualByComparingTo("111.195");
        assertThat(actuals.get(10)).isEqualTo(new Actual.Nothing());
    }

    private static List<Explained> explain(Rule rule, FactCustomer customer) {
        var statement = new RuleCompiler(VOCABULARY).explain(rule);
        return database.rolledBack(() -> {
            database.write(Map.of(customer, 0));
            return database.explain(statement, NOON, customer.id());
        });
    }
}
