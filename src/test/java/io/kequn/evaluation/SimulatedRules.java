package io.kequn.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.oneOf;

import io.kequn.Eventually;
import io.kequn.TestShop;
import io.kequn.layer.LayerSets;
import io.kequn.rule.FactPool;
import io.kequn.rule.RandomRules;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleLanguage;
import io.kequn.rule.TestVocabulary;
import io.kequn.rule.Vocabulary;
import io.restassured.response.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/// The published rules of a simulated shop: usual ones that read time, random ones of which most do, tags and
/// layers by rules, and some that read other segments; and what they mean.
final class SimulatedRules {
    private static final Vocabulary VOCABULARY = TestVocabulary.ofOrders();
    static final RuleLanguage LANGUAGE = new RuleLanguage(VOCABULARY);
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
    private final RuleSystem system = new RuleSystem();
    private int count;

    SimulatedRules(TestShop shop, StoredShop stored, long seed) {
        this.shop = shop;
        this.stored = stored;
        this.random = new Random(seed);
        this.generator = new RandomRules(VOCABULARY, FactPool.rules(stored.now()), seed);
        RandomWrites.declare(shop);
    }

    /// So many segments, and some tags and layers; those that read others last.
    void publish(int segments) {
        count = segments;
        for (int i = 0; i < segments; i++) {
            publish("s-" + i, i < USUAL.size() ? LANGUAGE.parse(USUAL.get(i)) : drawn());
        }
        giveTag("t-0", LANGUAGE.parse("last_order_date >= -30d"));
        giveTag("t-1", new Rule.All(List.of(new Rule.InSegment("s-3", false), drawn())));
        publishLayers("l-0", drawn(), LANGUAGE.parse("customer_tags CONTAINS 't-0' AND last_order_date >= -7d"));
        for (int i = 0; i < 4; i++) {
            var reads = new Rule.InSegment("s-" + random.nextInt(segments), i % 2 == 0);
            publish("x-" + i, new Rule.All(List.of(reads, drawn())));
        }
        publish("x-4", LANGUAGE.parse("customer_tags CONTAINS 't-1' OR customer_tags NOT CONTAINS 't-0'"));
        publish("x-5", new Rule.Any(List.of(new Rule.InLayer("l-0", "a"), new Rule.InLayer("l-0", "b"))));
        awaitBuilds();
    }

    /// Another rule for one of them.
    void publishAnother() {
        switch (random.nextInt(6)) {
            case 0 -> giveTag("t-1", new Rule.All(List.of(new Rule.InSegment("s-3", true), drawn())));
            case 1 -> publishLayers("l-0", drawn(), LANGUAGE.parse("customer_tags CONTAINS 't-0'"));
            default -> publish("s-" + random.nextInt(count), drawn());
        }
        awaitBuilds();
    }

    /// What rules decide of each customer now, from scratch.
    Map<UUID, Set<String>> expected() {
        return system.decide(stored.facts(), stored.decisions(), stored.now());
    }

    Map<UUID, Set<String>> stored() {
        return stored.decided(system.tags());
    }

    private Rule drawn() {
        boolean timeless = random.nextInt(4) == 0;
        Rule rule;
        do {
            rule = generator.next();
        } while (LANGUAGE.uses(rule).readsTime() == timeless
                || LANGUAGE.uses(rule).anyTag());
        return rule;
    }

    private void publish(String key, Rule rule) {
        done(shop.given().body(Map.of("name", key, "rule", rule.text())).put("/v1/segments/" + key));
        done(shop.given().post("/v1/segments/" + key + "/publish"));
        system.segment(key, rule);
    }

    void giveTag(String key, Rule rule) {
        done(shop.given().body(Map.of("name", key)).put("/v1/tags/" + key));
        done(shop.given().body(Map.of("rule", rule.text())).put("/v1/tags/" + key + "/rule"));
        system.tag(key, rule);
    }

    void publishLayers(String key, Rule a, Rule b) {
        new LayerSets(shop)
                .put(key, List.of("a: " + a.text(), "b: " + b.text()), "rest")
                .statusCode(oneOf(200, 201));
        new LayerSets(shop).verb(key, "publish").statusCode(200);
        var layers = new LinkedHashMap<String, Rule>();
        layers.put("a", a);
        layers.put("b", b);
        system.layers(key, layers, "rest");
    }

    void awaitBuilds() {
        Eventually.holds(() -> shop.given()
                .get("/v1/jobs?limit=200")
                .jsonPath()
                .getList("items.findAll { it.finishedAt == null }")
                .isEmpty());
    }

    private static void done(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isLessThan(300);
    }
}
