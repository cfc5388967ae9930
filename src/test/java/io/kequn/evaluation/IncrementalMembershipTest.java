package io.kequn.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.oneOf;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.layer.LayerSets;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What rules decide of customers' segments, tags and layers, kept write by write, equals evaluation from
/// scratch by the plain reading of the rules, after every write and also when many write at once while rules
/// are published; and each answer tells exactly what changed.
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

    private static final Pattern NOT_NUMBERS = Pattern.compile("(sum|avg|min|max)_(first|day|until)");

    /// Tags that exclude each other; no rule gives the last.
    private static final List<String> GROUP = List.of("g-high", "g-mid", "g-low", "g-people");

    @Inject
    DataSource database;

    private TestShop shop;
    private StoredShop stored;
    private final RuleSystem system = new RuleSystem();
    private final RuleLanguage language = new RuleLanguage(VOCABULARY);

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
        var writes = writes(SEED, 8);
        var before = stored();
        for (int step = 0; step < Integer.getInteger("steps", 200); step++) {
            var answer = writes.next();
            var after = stored();
            var told = "seed " + SEED + ", step " + step + ": " + answer.asString();

            assertThat(answer.statusCode()).as(told).isLessThan(500);
            assertThat(after).as(told).isEqualTo(expected());
            assertThat(applied(before, answer)).as(told).isEqualTo(withoutTags(after));
            before = after;
        }
        assertThatTheLogTellsWhatIsStored();
    }

    @Test
    void manyWritersAndPublicationsLoseNothing() throws Exception {
        publishAll(SEED + 1);
        var writes = writes(SEED, 4);
        for (int i = 0; i < 20; i++) {
            assertThat(writes.next().statusCode()).isLessThan(500);
        }
        long deadlocks = stored.deadlocks();

        try (var threads = Executors.newFixedThreadPool(9)) {
            var running = new ArrayList<Future<?>>();
            for (int writer = 0; writer < 8; writer++) {
                var mine = writes(1_000 + writer, 4);
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

        assertThat(stored()).isEqualTo(expected());
        assertThatTheLogTellsWhatIsStored();
        assertThat(stored.deadlocks()).isEqualTo(deadlocks);
    }

    private void assertThatTheLogTellsWhatIsStored() {
        assertThat(stored.replayed()).isEqualTo(stored.members());
        assertThat(stored.replayedTags()).isEqualTo(stored.tags());
        assertThat(stored.replayedLayers()).isEqualTo(only(stored(), "layer:"));
    }

    private Map<UUID, Set<String>> stored() {
        return stored.decided(system.tags());
    }

    private Map<UUID, Set<String>> expected() {
        return system.decide(stored.facts(), stored.decisions(), stored.now());
    }

    private RandomWrites writes(long seed, int customers) {
        var writes = new RandomWrites(shop, seed, customers);
        writes.decideUpon(
                Stream.concat(system.tags().stream(), Stream.of("g-people")).toList());
        return writes;
    }

    private void publishOthers() {
        var others = randomRules(SEED + 2);
        for (int i = 0; i < 12; i++) {
            publish("s-" + i, others.get(i));
        }
        giveTag("t-0", others.get(12));
        giveTag("g-high", others.get(13), 2, List.of());
        publishLayers("l-0", others.get(14), others.get(15));
        giveTag("t-2", reading("s-0", "w-3", others.get(16)));
        publishLayers("l-1", inLayer("l-0", "b"), others.get(17));
    }

    private void publishAll(long seed) {
        var random = randomRules(seed);
        for (int i = 0; i < RANDOM_RULES; i++) {
            publish("s-" + i, random.get(i));
        }
        for (int i = 0; i < WRITTEN.size(); i++) {
            publish("w-" + i, language.parse(WRITTEN.get(i)));
        }
        declareTags();
        giveTag("t-0", random.get(3));
        giveTag("t-1", language.parse("amount_spent > 50"));
        giveTag("t-2", reading("s-3", "w-2", random.get(4)));
        giveTag("g-high", random.get(5), 2, List.of());
        giveTag("g-mid", language.parse("number_of_orders >= 1"), 1, List.of("g-high"));
        giveTag("g-low", reading("s-1", "w-5", random.get(6)), 0, List.of("g-high", "g-mid"));
        publishLayers("l-0", random.get(7), random.get(8));
        publishLayers("l-1", hasTag("t-0"), inLayer("l-0", "a"));
        for (int i = 0; i < 10; i++) {
            publish("x-" + i, reading("s-" + i, "w-" + (9 - i), random.get(RANDOM_RULES - 1 - i)));
        }
        for (int i = 0; i < 10; i++) {
            publish("y-" + i, reading("x-" + i, "w-" + i, random.get(RANDOM_RULES - 11 - i)));
        }
        publish("z-0", new Rule.Any(List.of(hasTag("t-2"), inLayer("l-1", "b"))));
        publish("z-1", new Rule.All(List.of(new Rule.Not(hasTag("g-mid")), random.get(9))));
        giveTag("t-3", reading("z-0", "z-1", hasTag("g-low")));
        publish("z-2", language.parse("customer_tags IS NULL"));
        awaitBuilds();
    }

    private void declareTags() {
        done(shop.given().body(Map.of("name", "g", "exclusive", true)).put("/v1/tag-groups/g"));
        for (var tag : List.of("t-0", "t-1", "t-2", "t-3")) {
            done(shop.given().body(Map.of("name", tag)).put("/v1/tags/" + tag));
        }
        for (var tag : GROUP) {
            done(shop.given().body(Map.of("name", tag, "groupKey", "g")).put("/v1/tags/" + tag));
        }
    }

    private Rule hasTag(String tag) {
        return language.parse("customer_tags CONTAINS '" + tag + "'");
    }

    private static Rule inLayer(String set, String layer) {
        return new Rule.InLayer(set, layer);
    }

    private static Rule reading(String some, String other, Rule rule) {
        return new Rule.Any(List.of(
                new Rule.All(List.of(new Rule.InSegment(some, false), new Rule.Not(rule))),
                new Rule.All(List.of(new Rule.InSegment(other, true), rule))));
    }

    private void publish(String key, Rule rule) {
        done(shop.given().body(Map.of("name", key, "rule", rule.text())).put("/v1/segments/" + key));
        done(shop.given().post("/v1/segments/" + key + "/publish"));
        system.segment(key, rule);
    }

    private void giveTag(String key, Rule rule) {
        done(shop.given().body(Map.of("rule", rule.text())).put("/v1/tags/" + key + "/rule"));
        system.tag(key, rule);
    }

    private void giveTag(String key, Rule rule, int priority, List<String> before) {
        done(shop.given()
                .body(Map.of("rule", rule.text(), "priority", priority))
                .put("/v1/tags/" + key + "/rule"));
        system.tag(key, rule, before, Set.copyOf(GROUP));
    }

    private void publishLayers(String key, Rule first, Rule second) {
        var layers = new LinkedHashMap<String, Rule>();
        layers.put("a", first);
        layers.put("b", second);
        new LayerSets(shop)
                .put(key, List.of("a: " + first.text(), "b: " + second.text()), "rest")
                .statusCode(oneOf(200, 201));
        new LayerSets(shop).verb(key, "publish").statusCode(200);
        system.layers(key, layers, "rest");
    }

    private void awaitBuilds() {
        Eventually.holds(() -> shop.given()
                .get("/v1/jobs?limit=200")
                .jsonPath()
                .getList("items.findAll { it.finishedAt == null }")
                .isEmpty());
    }

    /// Rules whose truth the seconds of a test cannot change, and that the shop takes: some properties of its
    /// events are declared to be no numbers.
    private List<Rule> randomRules(long seed) {
        var generator = new RandomRules(VOCABULARY, FactPool.rules(stored.now()), seed);
        var found = new ArrayList<Rule>();
        while (found.size() < RANDOM_RULES) {
            var rule = generator.next();
            var text = rule.text();
            boolean readsAnyTag = language.uses(rule).anyTag(); // which would be a circle
            if (!readsAnyTag
                    && !NOT_NUMBERS.matcher(text).find()
                    && !text.contains("now")
                    && !(text.contains("registered_at") && text.contains("IN NEXT"))) {
                found.add(rule);
            }
        }
        return found;
    }

    private static Map<UUID, Set<String>> withoutTags(Map<UUID, Set<String>> decided) {
        var others = new HashMap<UUID, Set<String>>();
        decided.forEach((customer, told) -> others.put(
                customer,
                told.stream().filter(each -> !each.startsWith("tag:")).collect(Collectors.toCollection(TreeSet::new))));
        others.values().removeIf(Set::isEmpty);
        return others;
    }

    /// What begins so, without that beginning.
    private static Map<UUID, Set<String>> only(Map<UUID, Set<String>> decided, String beginning) {
        var some = new HashMap<UUID, Set<String>>();
        decided.forEach((customer, told) -> some.put(
                customer,
                told.stream()
                        .filter(each -> each.startsWith(beginning))
                        .map(each -> each.substring(beginning.length()))
                        .collect(Collectors.toCollection(TreeSet::new))));
        some.values().removeIf(Set::isEmpty);
        return some;
    }

    /// What was decided before, with what the answer says has changed. Of tags it tells only what rules have done.
    private static Map<UUID, Set<String>> applied(Map<UUID, Set<String>> before, Response answer) {
        var decided = withoutTags(before);
        if (answer.statusCode() < 300) {
            answer.asString().lines().forEach(line -> apply(decided, new JsonPath(line)));
        }
        decided.values().removeIf(Set::isEmpty);
        return decided;
    }

    private static void apply(Map<UUID, Set<String>> decided, JsonPath line) {
        String place = line.get("result") == null ? "membershipChanges" : "result.membershipChanges";
        List<Map<String, String>> changes = line.getList(place);
        if (changes == null) {
            return;
        }
        for (var change : changes) {
            var mine = decided.computeIfAbsent(UUID.fromString(change.get("customerId")), none -> new TreeSet<>());
            assertThat(apply(mine, change)).as("%s is a change", change).isTrue();
        }
    }

    private static boolean apply(Set<String> mine, Map<String, String> change) {
        var key = change.get("key");
        boolean entered = change.get("operation").equals("entered");
        return switch (change.get("kind")) {
            case "segment" -> entered ? mine.add(key) : mine.remove(key);
            case "layer" -> {
                var set = "layer:" + key + "=";
                boolean left = entered || mine.remove(set + change.get("from"));
                yield left && (change.get("to") == null || mine.add(set + change.get("to")));
            }
            default -> true;
        };
    }

    private static void done(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isLessThan(300);
    }
}
