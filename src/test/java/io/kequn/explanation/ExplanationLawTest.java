package io.kequn.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.evaluation.RandomWrites;
import io.kequn.evaluation.StoredShop;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an explanation says is what is stored, and making the change that it names flips it: random rules, random
/// customers, over the API.
@KequnTest
class ExplanationLawTest {
    private static final Vocabulary VOCABULARY = TestVocabulary.ofOrders();
    private static final int SEED = Integer.getInteger("seed", 11);
    private static final int RULES = Integer.getInteger("rules", 30);
    private static final int LAYER_SETS = 6;
    private static final int LAYERS = 5;
    private static final int PAIRS = Integer.getInteger("pairs", 100);
    private static final List<String> WRITTEN = List.of(
            "number_of_orders >= 20",
            "amount_spent > 5000",
            "customer_tags CONTAINS ALL ('vip', 'b2b') AND city = 'Oslo'",
            "last_order_date AT LEAST 90d AGO",
            "orders_placed MATCHES (date >= -30d, channel = 'web', count >= 3)",
            "orders_placed MATCHES (date >= -400d, sum_amount >= 1000)",
            "age BETWEEN 18 AND 30",
            "city HAS BEEN 'Oslo' FOR AT LEAST 7d",
            "anniversary(birth_date) IN NEXT 30d");

    @Inject
    DataSource database;

    private final Map<String, Rule> rules = new TreeMap<>();
    private TestShop shop;
    private StoredShop stored;

    @BeforeEach
    void furnish() {
        shop = TestShop.create(
                Map.of("test", true, "testClock", RandomWrites.NOW.toString(), "timeZone", "America/New_York"));
        stored = new StoredShop(database, shop.key());
        FactPool.TAGS.forEach(tag -> done(shop.given().body(Map.of("name", tag)).put("/v1/tags/" + tag)));
        done(shop.given().body(Map.of("name", "unknown")).put("/v1/tags/unknown-tag"));
        Map.of(
                        "shoe",
                        "string",
                        "size",
                        "number",
                        "vegan",
                        "boolean",
                        "wedding",
                        "date",
                        "visit",
                        "instant",
                        "interests",
                        "set")
                .forEach((key, type) -> done(
                        shop.given().body(Map.of("name", key, "type", type)).put("/v1/attributes/" + key)));
        publishAll();
        var writes = new RandomWrites(shop, SEED, 8);
        for (int i = 0; i < 80; i++) {
            assertThat(writes.next().statusCode()).isLessThan(500);
        }
    }

    @Test
    void verdictIsWhatIsStoredAndTheNamedChangeFlipsIt() {
        verdictIsWhatIsStored();
        layersTriedEndWithTheOneStored();
        namedChangesFlip();
    }

    private void verdictIsWhatIsStored() {
        var members = stored.members();
        for (var customer : customers()) {
            for (var segment : rules.keySet()) {
                var explained = explain(segment, customer);
                boolean member = members.getOrDefault(customer, Set.of()).contains(segment);
                var told = "seed " + SEED + ": " + segment + " "
                        + rules.get(segment).text() + explained.prettify();
                assertThat(explained.getBoolean("stored")).as(told).isEqualTo(member);
                assertThat(explained.getBoolean("verdict")).as(told).isEqualTo(member);
            }
        }
    }

    private void layersTriedEndWithTheOneStored() {
        var decided = stored.decided(Set.of());
        for (var customer : customers()) {
            for (int i = 0; i < LAYER_SETS; i++) {
                var explained = shop.given()
                        .get("/v1/layer-sets/l-" + i + "/customers/" + customer + "/explanation")
                        .jsonPath();
                var told = "seed " + SEED + ": l-" + i + explained.prettify();
                var layer = explained.getString("verdict");
                assertThat(decided.get(customer)).as(told).contains("layer:l-" + i + "=" + layer);
                assertThat(explained.getString("stored")).as(told).isEqualTo(layer);
                List<Boolean> holds = explained.getList("layers.holds");
                assertThat(holds.indexOf(true)).as(told).isEqualTo(holds.size() - 1);
                assertThat(explained.getString("layers[-1].key")).as(told).isEqualTo(layer);
            }
        }
    }

    private void namedChangesFlip() {
        var changes = new NamedChanges(shop, stored);
        var random = new Random(SEED);
        int named = 0;
        int made = 0;
        var wrong = new ArrayList<String>();
        for (int i = 0; i < PAIRS; i++) {
            var segment = pick(List.copyOf(rules.keySet()), random);
            var customer = pick(customers(), random);
            var before = explain(segment, customer);
            List<Map<String, Object>> flips = before.getList("flips");
            if (flips == null) {
                assertThat(before.getString("unflippable.message")).isNotBlank();
                continue;
            }
            named++;
            if (changes.make(segment, customer.toString(), flips)) {
                made++;
                boolean member =
                        stored.members().getOrDefault(customer, Set.of()).contains(segment);
                if (member == before.getBoolean("verdict")) {
                    wrong.add(rules.get(segment).text() + "\n" + flips + "\n" + before.prettify() + "\n"
                            + explain(segment, customer).prettify());
                }
            }
        }
        assertThat(wrong).as("seed %d, %d named, %d made", SEED, named, made).isEmpty();
        // Many random conditions hold for everybody or nobody, whatever happens; and some values no API takes.
        assertThat(named).as("seed %d", SEED).isGreaterThan(PAIRS * 2 / 5);
        assertThat(made).as("seed %d", SEED).isGreaterThan(PAIRS / 3);
    }

    private JsonPath explain(String segment, UUID customer) {
        var answer = shop.given().get("/v1/segments/" + segment + "/members/" + customer + "/explanation");
        assertThat(answer.statusCode())
                .as("%s %s", rules.get(segment).text(), answer.asString())
                .isEqualTo(200);
        return answer.jsonPath();
    }

    private List<UUID> customers() {
        var ids = new ArrayList<>(stored.table("customer", "id").stream()
                .filter(row -> row.get("state").intValue() == 0)
                .map(row -> StoredShop.uuid(row, "id"))
                .toList());
        Collections.sort(ids);
        return ids.subList(0, Math.min(8, ids.size()));
    }

    private void publishAll() {
        var random = randomRules();
        for (int i = 0; i < random.size(); i++) {
            publish("r-" + i, random.get(i));
        }
        for (int i = 0; i < WRITTEN.size(); i++) {
            publish("w-" + i, new RuleLanguage(VOCABULARY).parse(WRITTEN.get(i)));
        }
        var sets = new LayerSets(shop);
        for (int i = 0; i < LAYER_SETS; i++) {
            var some = random.subList(LAYERS * i, LAYERS * (i + 1));
            sets.publish(
                    "l-" + i,
                    some.stream()
                            .map(rule -> "a" + some.indexOf(rule) + ": " + rule.text())
                            .toList(),
                    "rest");
        }
        rules.keySet()
                .forEach(key -> Eventually.holds(() ->
                        shop.given().get("/v1/segments/" + key).path("status").equals("ready")));
    }

    private void publish(String key, Rule rule) {
        done(shop.given().body(Map.of("name", key, "rule", rule.text())).put("/v1/segments/" + key));
        done(shop.given().post("/v1/segments/" + key + "/publish"));
        rules.put(key, rule);
    }

    /// Rules whose truth the seconds of a test cannot change.
    private List<Rule> randomRules() {
        var generator = new RandomRules(VOCABULARY, FactPool.rules(stored.now()), SEED);
        var found = new ArrayList<Rule>();
        while (found.size() < RULES) {
            var rule = generator.next();
            var text = rule.text();
            if (!text.contains("now") && !(text.contains("registered_at") && text.contains("IN NEXT"))) {
                found.add(rule);
            }
        }
        return found;
    }

    private static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private static void done(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isLessThan(300);
    }
}
