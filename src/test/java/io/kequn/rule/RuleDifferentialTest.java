package io.kequn.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The SQL that a rule compiles to selects exactly the customers that the rule's meaning selects, whatever the
/// rule, the facts, the instant and the zone, and whichever way the customers are chosen. `-Dseeds=20000` tries
/// more.
class RuleDifferentialTest {
    private static final int CUSTOMERS = 40;

    /// In one statement.
    private static final int RULES = 8;

    private static final List<String> ZONES = List.of(
            "America/New_York",
            "Europe/Berlin",
            "Asia/Shanghai",
            "America/Sao_Paulo",
            "Asia/Beirut",
            "Pacific/Apia",
            "Australia/Lord_Howe");

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
        return LongStream.range(0, Integer.getInteger("seeds", System.getProperty("long") == null ? 100 : 1_000));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sqlAgreesWithMeaning(long seed) {
        var random = new Random(seed);
        var time = time(random);
        int digits = List.of(2, 0, 3).get(random.nextInt(3));
        var vocabulary = TestVocabulary.builder().currencyDigits(digits).build();
        var generator = new RandomRules(vocabulary, FactPool.rules(time), seed);

        var rules = Stream.generate(generator::next).limit(RULES).toList();

        agree(seed, random, time, vocabulary, Laws.of(rules));
    }

    /// The documented examples, in the spelling of those who wrote them.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "email_subscription_status = 'SUBSCRIBED' AND customer_countries CONTAINS 'CA'",
                "email_subscription_status = 'SUBSCRIBED' AND (customer_countries CONTAINS 'CA' OR amount_spent >"
                        + " 999.99)",
                "abandoned_checkout_date >= 7_days_ago",
                "anniversary(birth_date) BETWEEN today AND +30d",
                "amount_spent BETWEEN 1 AND 999.99",
                "products_purchased NOT MATCHES ()",
                "products_purchased MATCHES (id = 1234, count > 1)",
                "products_purchased MATCHES (id IN (2012162031638, 1012132033639))",
                "products_purchased MATCHES (tag = 'Sports wear', date >= -12m)",
                "products_purchased NOT MATCHES (date > -3m)",
                "last_order_date BETWEEN 2020-01-01 AND -7d",
                "last_order_date > 2020-05-30T16:00:00",
                "customer_tags NOT CONTAINS 'vip'",
                "number_of_orders BETWEEN 100 AND 1000",
                "orders_placed MATCHES (date > 2025-01-01)",
                "event MATCHES (name = 'product_viewed', category = 'electronics', date >= -30d, count >= 3)",
                "event NOT MATCHES (name = 'app_open', date >= -7d)",
                "event MATCHES (name = 'login', date >= -30d, count <= 5)",
                "custom.status HAS BEEN 'onboarding' FOR AT LEAST 7d",
                "BUCKET('summer') < 10%",
                "number_of_orders = 0 AND (product_viewed MATCHES (date >= -90d) OR added_to_cart MATCHES (date >="
                        + " -90d))",
                "city IN ('Boston', 'San Francisco') AND orders_placed MATCHES (date >= -30d)",
                "amount_spent > 5000",
                "number_of_orders >= 5",
                "number_of_orders = 1",
                "last_order_date AT LEAST 90d AGO AND NOT last_order_date AT LEAST 180d AGO",
                "last_order_date AT LEAST 180d AGO",
                "age BETWEEN 18 AND 30 AND amount_spent > 5000"
            })
    void documentedRulesWorkAsWritten(String text) {
        var vocabulary = TestVocabulary.standard();
        var language = new RuleLanguage(vocabulary);
        var rule = language.parse(text);

        assertThat(language.parse(rule.text())).isEqualTo(rule);
        assertThat(language.parse(rule.json())).isEqualTo(rule);
        for (long seed = 0; seed < 3; seed++) {
            var random = new Random(seed);
            agree(seed, random, time(random), vocabulary, Laws.of(List.of(rule, new Rule.Not(rule))));
        }
    }

    private static void agree(long seed, Random random, EvaluationTime time, Vocabulary vocabulary, Laws laws) {
        var boundaries = Boundaries.of(new Rule.All(laws.rules()), time);
        var facts = new RandomFacts(seed, time, boundaries, vocabulary.currencyDigits());
        var customers = customers(facts);

        database.rolledBack(() -> {
            database.write(withStates(customers, facts));
            new Comparison(database, seed, time, vocabulary, customers, laws).run(random);
            return seed;
        });
    }

    private static EvaluationTime time(Random random) {
        var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        var weekStart = DayOfWeek.of(1 + random.nextInt(7));
        var days = FactPool.days(zone);
        var day = days.get(random.nextInt(days.size())).plusDays(random.nextInt(3) - 1);
        var at = switch (random.nextInt(4)) {
            case 0 -> ShopCalendar.instantOf(day.atStartOfDay(), zone);
            case 1 -> ShopCalendar.instantOf(day.atTime(random.nextInt(4), 30), zone);
            case 2 -> day.atStartOfDay().toInstant(ZoneOffset.UTC).plusNanos(random.nextLong(86_400_000_000_000L));
            default -> Instant.ofEpochSecond(883_612_800 + random.nextInt(900_000_000), random.nextInt(1_000_000_000));
        };
        return new EvaluationTime(at, zone, weekStart);
    }

    private static List<FactCustomer> customers(RandomFacts facts) {
        var customers = new ArrayList<FactCustomer>();
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.add(facts.customer(new UUID(0x7000L, 0x8000000000000000L + i)));
        }
        return customers;
    }

    /// Some who are merged or deleted come along; no rule may select them.
    private static Map<FactCustomer, Integer> withStates(List<FactCustomer> active, RandomFacts facts) {
        var all = new LinkedHashMap<FactCustomer, Integer>();
        active.forEach(customer -> all.put(customer, 0));
        all.put(facts.customer(new UUID(0x7001L, 1)), 1);
        all.put(facts.customer(new UUID(0x7001L, 2)), 2);
        return all;
    }
}
