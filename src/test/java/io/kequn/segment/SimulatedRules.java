package io.kequn.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.Eventually;
import io.kequn.TestShop;
import io.kequn.rule.FactPool;
import io.kequn.rule.RandomRules;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.TestVocabulary;
import io.kequn.rule.Vocabulary;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// The published rules of a simulated shop: usual ones that read time, random ones of which most do, and some
/// that read other segments; and what they mean.
final class SimulatedRules {
    private static final Vocabulary VOCABULARY = TestVocabulary.ofOrders();
    private static final RuleLanguage LANGUAGE = new RuleLanguage(VOCABULARY);
    private static final List<String> USUAL = List.of(
            "last_order_date AT LEAST 90d AGO AND NOT last_order_date AT LEAST 180d AGO",
            "last_order_date >= -30d",
            "orders_placed MATCHES (date >= -2h)",
            "orders_placed MATCHES (date >= -30d, count <= 2)",
            "products_purchased NOT MATCHES (date > -3m)",
            "anniversary(birth_date) BETWEEN today AND +30d",
            "age BETWEEN 18 AND 30",
            "city HAS BEEN 'Oslo' FOR AT LEAST 7d",
            "last_seen_at IN this_week OR registered_at IN last_month",
            "custom.visit IN NEXT 7d");

    private final TestShop shop;
    private final StoredShop stored;
    private final Random random;
    private final RandomRules generator;
    private final Map<String, Rule> first = new TreeMap<>();
    private final Map<String, Rule> second = new TreeMap<>();

    SimulatedRules(TestShop shop, StoredShop stored, long seed) {
        this.shop = shop;
        this.stored = stored;
        this.random = new Random(seed);
        this.generator = new RandomRules(VOCABULARY, FactPool.rules(stored.now()), seed);
        RandomWrites.declare(shop);
    }

    /// So many at least; those that read others last.
    void publish(int count) {
        for (int i = 0; i < count; i++) {
            publish(first, "s-" + i, i < USUAL.size() ? LANGUAGE.parse(USUAL.get(i)) : drawn());
        }
        for (int i = 0; i < 4; i++) {
            var reads = new Rule.InSegment("s-" + random.nextInt(count), i % 2 == 0);
            publish(second, "x-" + i, new Rule.All(List.of(reads, drawn())));
        }
        first.keySet().forEach(this::awaitBuild);
        second.keySet().forEach(this::awaitBuild);
    }

    /// Another rule for one of the segments.
    void publishAnother() {
        var key = "s-" + random.nextInt(first.size());
        publish(first, key, drawn());
        awaitBuild(key);
        second.keySet().forEach(this::awaitBuild);
    }

    /// Who should be in which segments now, from scratch.
    Map<UUID, Set<String>> expected() {
        var facts = stored.facts();
        var now = stored.now();
        var members = stored.overridden(facts.members(first, Map.of(), now));
        return stored.overridden(facts.members(second, members, now));
    }

    private Rule drawn() {
        boolean timeless = random.nextInt(4) == 0;
        Rule rule;
        do {
            rule = generator.next();
        } while (LANGUAGE.uses(rule).readsTime() == timeless);
        return rule;
    }

    private void publish(Map<String, Rule> stratum, String key, Rule rule) {
        done(shop.given().body(Map.of("name", key, "rule", rule.text())).put("/v1/segments/" + key));
        done(shop.given().post("/v1/segments/" + key + "/publish"));
        stratum.put(key, rule);
    }

    private void awaitBuild(String key) {
        Eventually.holds(
                () -> "ready".equals(shop.given().get("/v1/segments/" + key).path("status")));
    }

    private static void done(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isLessThan(300);
    }
}
