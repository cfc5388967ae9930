package io.kequn.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.rule.FactPool;
import io.kequn.rule.RandomRules;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.TestVocabulary;
import io.kequn.rule.Vocabulary;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Membership that is kept write by write equals evaluation from scratch by the plain reading of the rules,
/// after every write and also when many write at once while rules are published; and each answer tells exactly
/// what changed.
@KequnTest
class IncrementalMembershipTest {
    private static final Vocabulary VOCABULARY = TestVocabulary.ofWrites();
    private static final int SEED = Integer.getInteger("seed", 7);
    private static final int RANDOM_RULES = 40;
    private static final List<String> WRITTEN = List.of(
            "number_of_orders = 0",
            "number_of_orders = 1",
            "amount_spent > 100",
            "products_purchased NOT MATCHES ()",
            "last_order_date AT LEAST 90d AGO AND NOT last_order_date AT LEAST 180d AGO",
            "customer_tags CONTAINS 'vip' OR city = 'Oslo'",
            "orders_placed MATCHES (status = 'cancelled')",
            "refunded_amount > 0",
            "age BETWEEN 18 AND 30",
            "event MATCHES (name = 'login', date >= -30d, count <= 1)",
            "event MATCHES (name = 'product_viewed', price > 1, sum_price < 100)",
            "abandoned_checkout_date >= -90d",
            "TRUE");

    @Inject
    DataSource database;

    private TestShop shop;
    private StoredShop stored;
    /// Rules that read what the rules before them decide come later.
    private final List<Map<String, Rule>> strata = List.of(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    @BeforeEach
    void openShop() {
        shop = TestShop.create(
                Map.of("test", true, "testClock", RandomWrites.NOW.toString(), "timeZone", RandomWrites.ZONE.getId()));
        stored = new StoredShop(database, shop.key());
        RandomWrites.declare(shop);
    }

    @Test
    void everyWriteLeavesWhatTheRulesMean() {
        publishAll(SEED);
        var writes = new RandomWrites(shop, SEED, 8);
        Map<UUID, Set<String>> before = stored.members();
        for (int step = 0; step < Integer.getInteger("steps", 200); step++) {
            var answer = writes.next();
            var after = stored.members();
            var told = "seed " + SEED + ", step " + step + ": " + answer.asString();

            assertThat(answer.statusCode()).as(told).isLessThan(500);
            assertThat(after).as(told).isEqualTo(expected());
            assertThat(applied(before, answer)).as(told).isEqualTo(after);
            before = after;
        }
        assertThat(stored.replayed()).isEqualTo(before);
    }

    @Test
    void manyWritersAndPublicationsLoseNothing() throws Exception {
        publishAll(SEED + 1);
        var writes = new RandomWrites(shop, SEED, 4);
        for (int i = 0; i < 20; i++) {
            assertThat(writes.next().statusCode()).isLessThan(500);
        }
        long deadlocks = stored.deadlocks();

        try (var threads = Executors.newFixedThreadPool(9)) {
            var running = new ArrayList<Future<?>>();
            for (int writer = 0; writer < 8; writer++) {
                var mine = new RandomWrites(shop, 1_000 + writer, 4);
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 40; i++) {
                        var answer = mine.next();
                        assertThat(answer.statusCode()).as(answer.asString()).isLessThan(500);
                    }
                }));
            }
            running.add(threads.submit(this::publishOthers));
            for (var each : running) {
                each.get();
            }
        }
        awaitBuilds();

        assertThat(stored.members()).isEqualTo(expected());
        assertThat(stored.replayed()).isEqualTo(stored.members());
        assertThat(stored.deadlocks()).isEqualTo(deadlocks);
    }

    private Map<UUID, Set<String>> expected() {
        var facts = stored.facts();
        var now = stored.now();
        Map<UUID, Set<String>> members = Map.of();
        for (var rules : strata) {
            members = stored.overridden(facts.members(rules, members, now));
        }
        return members;
    }

    private void publishOthers() {
        var others = randomRules(SEED + 2);
        for (int i = 0; i < 12; i++) {
            publish(0, "s-" + i, others.get(i));
        }
    }

    private void publishAll(long seed) {
        var random = randomRules(seed);
        for (int i = 0; i < RANDOM_RULES; i++) {
            publish(0, "s-" + i, random.get(i));
        }
        for (int i = 0; i < WRITTEN.size(); i++) {
            publish(0, "w-" + i, new RuleLanguage(VOCABULARY).parse(WRITTEN.get(i)));
        }
        for (int i = 0; i < 10; i++) {
            publish(1, "x-" + i, reading("s-" + i, "w-" + (9 - i), random.get(RANDOM_RULES - 1 - i)));
        }
        for (int i = 0; i < 10; i++) {
            publish(2, "y-" + i, reading("x-" + i, "w-" + i, random.get(RANDOM_RULES - 11 - i)));
        }
        awaitBuilds();
    }

    private static Rule reading(String some, String other, Rule rule) {
        return new Rule.Any(List.of(
                new Rule.All(List.of(new Rule.InSegment(some, false), new Rule.Not(rule))),
                new Rule.All(List.of(new Rule.InSegment(other, true), rule))));
    }

    private void publish(int stratum, String key, Rule rule) {
        done(shop.given().body(Map.of("name", key, "rule", rule.text())).put("/v1/segments/" + key));
        done(shop.given().post("/v1/segments/" + key + "/publish"));
        strata.get(stratum).put(key, rule);
    }

    private void awaitBuilds() {
        strata.stream()
                .flatMap(rules -> rules.keySet().stream())
                .forEach(key -> Eventually.holds(() ->
                        shop.given().get("/v1/segments/" + key).path("status").equals("ready")));
    }

    /// Rules whose truth the seconds of a test cannot change.
    private List<Rule> randomRules(long seed) {
        var generator = new RandomRules(VOCABULARY, FactPool.rules(stored.now()), seed);
        var found = new ArrayList<Rule>();
        while (found.size() < RANDOM_RULES) {
            var rule = generator.next();
            var text = rule.text();
            if (!text.contains("now") && !(text.contains("registered_at") && text.contains("IN NEXT"))) {
                found.add(rule);
            }
        }
        return found;
    }

    /// The memberships from before, with what the answer says has changed.
    private static Map<UUID, Set<String>> applied(Map<UUID, Set<String>> before, Response answer) {
        var members = new HashMap<UUID, Set<String>>();
        before.forEach((customer, keys) -> members.put(customer, new TreeSet<>(keys)));
        if (answer.statusCode() < 300) {
            answer.asString().lines().forEach(line -> apply(members, new JsonPath(line)));
        }
        members.values().removeIf(Set::isEmpty);
        return members;
    }

    private static void apply(Map<UUID, Set<String>> members, JsonPath line) {
        String place = line.get("result") == null ? "membershipChanges" : "result.membershipChanges";
        List<Map<String, String>> changes = line.getList(place);
        if (changes == null) {
            return;
        }
        for (var change : changes) {
            var mine = members.computeIfAbsent(UUID.fromString(change.get("customerId")), none -> new TreeSet<>());
            boolean entered = change.get("operation").equals("entered");
            assertThat(entered ? mine.add(change.get("key")) : mine.remove(change.get("key")))
                    .as("%s is a change", change)
                    .isTrue();
        }
    }

    private static void done(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isLessThan(300);
    }
}
