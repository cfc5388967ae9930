package io.kequn.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The law on which the clock depends: whoever's verdict time alone changes is among the candidates, whatever
/// the rules, the facts, the zone and the stretch of time. `-Dseeds=20000` tries more.
class CrossingsTest {
    private static final int CUSTOMERS = 40;
    private static final int RULES = 10;
    private static final Vocabulary VOCABULARY = TestVocabulary.standard();
    private static final List<String> ZONES =
            List.of("America/New_York", "Europe/Berlin", "Asia/Shanghai", "Pacific/Apia", "Australia/Lord_Howe");

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
        return LongStream.range(0, Integer.getInteger("seeds", 200));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoeverFlipsIsACandidate(long seed) {
        var random = new Random(seed);
        var after = time(random);
        var until = later(after, random);
        var between = at(after, after.at().plusNanos(random.nextLong(nanos(after, until)) / 1_000 * 1_000));
        var rules = rules(seed, after);
        var customers = customers(seed, rules, List.of(after, between, until));
        var queries = new RuleCompiler(VOCABULARY).crossings(rules).candidates(after, until);

        var together = new HashSet<UUID>();
        var candidates = database.rolledBack(() -> {
            database.write(active(customers));
            together.addAll(queries.isEmpty() ? Set.of() : database.candidates(CandidateQuery.union(queries)));
            return Flips.candidates(queries, database::candidates);
        });

        assertThat(together).as("seed %d", seed).isEqualTo(candidates.keySet());
        var flips = new Flips(rules, customers);
        for (var earlier : List.of(after, between)) {
            assertThat(Flips.missed(flips.between(earlier, until), candidates))
                    .as("seed %d from %s until %s%n%s", seed, earlier, until, rules)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "city = 'Oslo' | -",
                "last_seen_at > 2026-03-01 | -",
                "last_seen_at > -6h | 2026-06-03T12:00:00Z",
                "last_seen_at IN LAST 7d | 2026-06-03T12:00:00Z",
                "last_seen_at >= -7d | 2026-06-04T00:00:00Z",
                "last_seen_at IN this_week | 2026-06-08T00:00:00Z",
                "last_seen_at IN last_month | 2026-07-01T00:00:00Z",
                "last_seen_at IN this_year AND age > 3 | 2026-06-04T00:00:00Z",
                "age IS NULL | -",
                "city HAS BEEN 'Oslo' FOR AT LEAST 1y | 2026-06-03T12:00:00Z",
                "anniversary(birth_date) IN this_month | 2026-07-01T00:00:00Z",
                "anniversary(birth_date) = 2026-06-20 | -",
                "event MATCHES (name = 'login', until > today) | 2026-06-04T00:00:00Z",
                "IN SEGMENT dormant AND WITHIN 5 km OF (1, 2) AND BUCKET('x') < 5% | -"
            })
    void theNextBoundaryIsKnown(String rule, String next) {
        var crossings = new RuleCompiler(VOCABULARY)
                .crossings(List.of(new NumberedRule(1, new RuleLanguage(VOCABULARY).parse(rule))));

        assertThat(crossings.next(wednesdayNoon()).map(Instant::toString).orElse(null))
                .isEqualTo(next);
        assertThat(crossings.isEmpty()).isEqualTo(next == null);
    }

    @Test
    void daysAreAskedForOnlyAcrossAMidnight() {
        var rule = new RuleLanguage(VOCABULARY).parse("last_order_date >= -90d AND orders_placed MATCHES (date > -3m)");
        var crossings = new RuleCompiler(VOCABULARY).crossings(List.of(new NumberedRule(1, rule)));
        var noon = wednesdayNoon();

        assertThat(crossings.candidates(noon, at(noon, noon.at().plusSeconds(3_600))))
                .isEmpty();
        assertThat(crossings.candidates(noon, at(noon, noon.at().plusSeconds(43_200))))
                .hasSize(2);
    }

    @Test
    void equalLinesAreAskedOnce() {
        var language = new RuleLanguage(VOCABULARY);
        var rules = IntStream.rangeClosed(1, 50)
                .mapToObj(i -> new NumberedRule(
                        i,
                        language.parse("orders_placed MATCHES (date IN LAST " + i
                                + "h) OR products_purchased MATCHES (date > -" + i + "h)")))
                .toList();
        var noon = wednesdayNoon();

        var queries = new RuleCompiler(VOCABULARY)
                .crossings(rules)
                .candidates(noon, at(noon, noon.at().plusSeconds(5)));

        assertThat(queries).hasSize(1);
        assertThat(queries.getFirst().rules()).hasSize(50);
    }

    private static EvaluationTime wednesdayNoon() {
        return new EvaluationTime(Instant.parse("2026-06-03T12:00:00Z"), ZoneId.of("UTC"), DayOfWeek.MONDAY);
    }

    private static EvaluationTime time(Random random) {
        var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        var days = FactPool.days(zone);
        var day = days.get(random.nextInt(days.size())).plusDays(random.nextInt(3) - 1);
        var at = ShopCalendar.instantOf(day.atTime(random.nextInt(24), 30), zone);
        return new EvaluationTime(at, zone, DayOfWeek.of(1 + random.nextInt(7)));
    }

    private static EvaluationTime later(EvaluationTime time, Random random) {
        var length = switch (random.nextInt(5)) {
            case 0 -> Duration.ofSeconds(1 + random.nextInt(10));
            case 1 -> Duration.ofMinutes(1 + random.nextInt(90));
            case 2 -> Duration.ofHours(1 + random.nextInt(60));
            case 3 -> Duration.ofDays(1 + random.nextInt(40));
            default -> Duration.ofDays(1 + random.nextInt(800));
        };
        return at(time, time.at().plus(length));
    }

    private static EvaluationTime at(EvaluationTime calendar, Instant at) {
        return new EvaluationTime(at, calendar.zone(), calendar.weekStart());
    }

    private static long nanos(EvaluationTime after, EvaluationTime until) {
        return ChronoUnit.NANOS.between(after.at(), until.at());
    }

    private static List<NumberedRule> rules(long seed, EvaluationTime time) {
        var generator = new RandomRules(VOCABULARY, FactPool.rules(time), seed);
        return IntStream.range(0, RULES)
                .mapToObj(i -> new NumberedRule(i, generator.next()))
                .toList();
    }

    /// With facts at the boundaries of one of the instants.
    private static List<FactCustomer> customers(long seed, List<NumberedRule> rules, List<EvaluationTime> times) {
        var all = new Rule.All(rules.stream().map(NumberedRule::rule).toList());
        // Each with a seed of its own: equal ones would give equal ids to different orders.
        var facts = times.stream()
                .map(time -> new RandomFacts(
                        3 * seed + times.indexOf(time), time, Boundaries.of(all, time), VOCABULARY.currencyDigits()))
                .toList();
        var customers = new ArrayList<FactCustomer>();
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.add(facts.get(i % facts.size()).customer(new UUID(0x7000L, 0x8000000000000000L + i)));
        }
        return customers;
    }

    private static Map<FactCustomer, Integer> active(List<FactCustomer> customers) {
        var all = new HashMap<FactCustomer, Integer>();
        customers.forEach(customer -> all.put(customer, 0));
        return all;
    }
}
