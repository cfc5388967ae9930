package io.kequn.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NotationTest {
    private static final int RULES_PER_SEED = 100;

    private final RuleLanguage language = new RuleLanguage(TestVocabulary.standard());
    private final ObjectMapper json = new ObjectMapper();

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("seeds", 25));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void textAndJsonCarryEveryRuleWithoutLoss(long seed) throws JsonProcessingException {
        RandomRules rules = new RandomRules(TestVocabulary.standard(), RandomRules.Pool.ordinary(), seed);

        for (int i = 0; i < RULES_PER_SEED; i++) {
            Rule rule = rules.next();
            Rule fromJson = language.parse(json.readTree(rule.json().toString()));

            assertThat(language.parse(rule.text()))
                    .as("seed %d: %s", seed, rule.text())
                    .isEqualTo(rule);
            assertThat(fromJson).as("seed %d: %s", seed, rule.json()).isEqualTo(rule);
            assertThat(fromJson.text()).isEqualTo(rule.text());
            assertThat(language.parse(rule.text()).hash()).isEqualTo(rule.hash());
        }
    }

    /// JSON nests as no text does: each NOT in one object more, whatever is inside.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsReadFromNestedJsonCanBeReadAgain(long seed) {
        var random = new Random(seed);
        var rules = new RandomRules(TestVocabulary.standard(), RandomRules.Pool.ordinary(), seed);

        for (int i = 0; i < RULES_PER_SEED; i++) {
            var nested = nested(rules, random, 1 + random.nextInt(3));
            try {
                Rule rule = language.parse(nested);

                assertThat(language.parse(rule.text()))
                        .as("seed %d: %s", seed, nested)
                        .isEqualTo(rule);
            } catch (InvalidRule refused) {
                assertThat(refused.problems().getFirst().code()).isEqualTo(ProblemCode.TOO_DEEP);
            }
        }
    }

    private ObjectNode nested(RandomRules rules, Random random, int groups) {
        ObjectNode inside = switch (random.nextInt(3)) {
            case 0 -> json.createObjectNode().put("segment", "club").put("operator", "not_in");
            case 1 -> json.createObjectNode().put("segment", "club");
            default -> rules.next().json();
        };
        if (groups > 0) {
            var group = json.createObjectNode();
            group.putArray(random.nextBoolean() ? "and" : "or").add(inside).add(nested(rules, random, groups - 1));
            inside = group;
        }
        for (int nots = random.nextInt(19); nots > 0; nots--) {
            inside = json.createObjectNode().set("not", inside);
        }
        return inside;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "email_subscription_status = 'SUBSCRIBED' AND customer_countries CONTAINS 'CA' | email_consent ="
                        + " 'granted' AND country = 'CA'",
                "email_subscription_status = 'SUBSCRIBED' AND (customer_countries CONTAINS 'CA' OR amount_spent >"
                        + " 999.99) | email_consent = 'granted' AND (country = 'CA' OR amount_spent > 999.99)",
                "last_seen_at >= 7_days_ago | last_seen_at >= -7d",
                "amount_spent BETWEEN 1 AND 999.99 | amount_spent BETWEEN 1 AND 999.99",
                "products_purchased NOT MATCHES () | products_purchased NOT MATCHES ()",
                "products_purchased() = false | products_purchased NOT MATCHES ()",
                "orders_placed(count >= 2) = true | orders_placed MATCHES (count >= 2)",
                "products_purchased MATCHES (id = 1234, count > 1) | products_purchased MATCHES (id = '1234', count >"
                        + " 1)",
                "products_purchased MATCHES (id IN (2012162031638, 1012132033639)) | products_purchased MATCHES (id IN"
                        + " ('2012162031638', '1012132033639'))",
                "products_purchased MATCHES (tag = 'Sports wear', date >= -12m) | products_purchased MATCHES (tag ="
                        + " 'Sports wear', date >= -12m)",
                "products_purchased NOT MATCHES (date > -3m) | products_purchased NOT MATCHES (date > -3m)",
                "last_order_date BETWEEN 2020-01-01 AND -7d | last_order_date BETWEEN 2020-01-01 AND -7d",
                "last_order_date > 2020-05-30T16:00:00 | last_order_date > 2020-05-30T16:00:00",
                "customer_tags NOT CONTAINS 'vip' | customer_tags NOT CONTAINS 'vip'",
                "number_of_orders BETWEEN 100 AND 1000 | number_of_orders BETWEEN 100 AND 1000",
                "orders_placed MATCHES (date > 2025-01-01) | orders_placed MATCHES (date > 2025-01-01)",
                "city IN ('Boston', 'San Francisco') AND orders_placed MATCHES (date >= -30d) | city IN ('Boston',"
                        + " 'San Francisco') AND orders_placed MATCHES (date >= -30d)",
                "amount_spent > 5000 | amount_spent > 5000",
                "last_order_date AT LEAST 90d AGO AND NOT last_order_date AT LEAST 180d AGO | last_order_date AT LEAST"
                        + " 90d AGO AND NOT last_order_date AT LEAST 180d AGO",
                "age BETWEEN 18 AND 30 AND amount_spent > 5000 | age BETWEEN 18 AND 30 AND amount_spent > 5000",
                "customer_added_date in last 030D | registered_at IN LAST 30d",
                "amount_spent > 007.50 or not(not((country = 'CA'))) | amount_spent > 7.5 OR NOT NOT country = 'CA'",
                "country = 'A' AND (country = 'B' AND country = 'C') | country = 'A' AND country = 'B' AND country ="
                        + " 'C'",
                "NOT (country = 'A' AND country = 'B') | NOT (country = 'A' AND country = 'B')",
                "customer_tags CONTAINS ANY (vip, club) | customer_tags CONTAINS ANY ('vip', 'club')",
                "customer_countries CONTAINS NONE ('CA','US') | country NOT IN ('CA', 'US')",
                "metafields.facts.shoe = 'x' | custom.shoe = 'x'",
                "last_seen_at > 2026-03-01T10:00:00+08:00 | last_seen_at > 2026-03-01T02:00:00Z",
                "last_seen_at > now-168h AND last_seen_at < now | last_seen_at > -168h AND last_seen_at < now",
                "last_seen_at = -1d OR last_seen_at = -0w | last_seen_at = yesterday OR last_seen_at = today",
                "last_seen_at In This_Week | last_seen_at IN this_week",
                "city MATCHES REGEX '^it''s' | city MATCHES REGEX '^it''s'",
                "anniversary(birth_date) BETWEEN today AND +30d | anniversary(birth_date) BETWEEN today AND +30d",
                "Anniversary( customer_added_date ) in Next 030d | anniversary(registered_at) IN NEXT 30d",
                "anniversary(metafields.facts.birth_date) = today | anniversary(birth_date) = today",
                "anniversary(custom.wedding) not in (2026-03-01, 7_days_ago) | anniversary(custom.wedding) NOT IN"
                        + " (2026-03-01, -7d)",
                "custom.shoe has been 'onboarding' for at least 7D | custom.shoe HAS BEEN 'onboarding' FOR AT LEAST 7d",
                "email_subscription_status HAS BEEN 'SUBSCRIBED' FOR AT LEAST 1y | email_consent HAS BEEN 'granted' FOR"
                        + " AT LEAST 1y",
                "bucket ( 'it''s' ) < 07.50 % | BUCKET('it''s') < 7.5%",
                "NOT BUCKET('summer') < 10% AND TRUE | NOT BUCKET('summer') < 10% AND TRUE",
                "abandoned_checkout_date >= 7_days_ago | abandoned_checkout_date >= -7d",
                "event MATCHES (name = 'product_viewed', category = 'electronics', date >= -30d, count >= 3) | event"
                        + " MATCHES (name = 'product_viewed', category = 'electronics', date >= -30d, count >= 3)",
                "event NOT MATCHES (name = 'app_open', date >= -7d) | event NOT MATCHES (name = 'app_open', date >="
                        + " -7d)",
                "event(name = 'login', x = 007.0, segment = true) = true | event MATCHES (name = 'login', x = 7,"
                        + " segment = true)",
                "event MATCHES (x > now-168h, y IN (1, 2.50), productId CONTAINS 12) | event MATCHES (x > -168h, y IN"
                        + " (1, 2.5), productId CONTAINS '12')",
                "product_viewed MATCHES (id = 1234, sum_price > 5) | product_viewed MATCHES (id = '1234', sum_price >"
                        + " 5)",
                "in segment dormant and not in segment club | IN SEGMENT 'dormant' AND NOT IN SEGMENT 'club'",
                "NOT (IN SEGMENT dormant) OR NOT NOT IN SEGMENT club | NOT (IN SEGMENT 'dormant') OR NOT NOT IN SEGMENT"
                        + " 'club'",
                "in layer value=high | IN LAYER 'value' = 'high'",
                "within 05.50 KM of (39.90, -116.4) | WITHIN 5.5 km OF (39.9, -116.4)",
                "location is not null | location IS NOT NULL",
                "true | TRUE"
            })
    void rulesPrintInTheirCanonicalForm(String written, String canonical) {
        assertThat(language.parse(written).text()).isEqualTo(canonical);
        assertThat(language.parse(canonical).text()).isEqualTo(canonical);
    }

    @Test
    void jsonOfTheContractIsRead() throws JsonProcessingException {
        Rule rule = language.parse(json.readTree("""
            {"and": [
              {"attribute": "amount_spent", "operator": "gt", "value": "1000.00"},
              {"or": [
                {"attribute": "customer_tags", "operator": "contains", "value": "vip"},
                {"not": {"attribute": "city", "operator": "is_null"}}
              ]},
              {"function": "orders_placed", "operator": "matches",
               "parameters": [{"name": "date", "operator": "gte", "value": "-90d"},
                              {"name": "count", "operator": "gte", "value": 3}]}
            ]}
            """));

        assertThat(rule.text())
                .isEqualTo("amount_spent > 1000 AND (customer_tags CONTAINS 'vip' OR NOT city IS NULL)"
                        + " AND orders_placed MATCHES (date >= -90d, count >= 3)");
        assertThat(rule.json().at("/and/0/value").textValue()).isEqualTo("1000.00");
        assertThat(rule.json().at("/and/2/parameters/1/value").intValue()).isEqualTo(3);
    }

    /// In JSON a string is a text unless its type is said.
    @Test
    void jsonTellsWhatAFreePropertyIsReadAs() throws JsonProcessingException {
        Rule rule = language.parse(json.readTree("""
            {"function": "event", "operator": "matches", "parameters": [
              {"name": "name", "operator": "eq", "value": "login"},
              {"name": "a", "operator": "eq", "value": "-7d"},
              {"name": "b", "operator": "eq", "value": "-7d", "type": "time"},
              {"name": "c", "operator": "in", "values": ["0.5", 3], "type": "number"},
              {"name": "d", "operator": "in_last", "value": "6h"},
              {"name": "day", "operator": "gt", "value": "-7d"}]}
            """));

        assertThat(rule.text())
                .isEqualTo(
                        "event MATCHES (name = 'login', a = '-7d', b = -7d, c IN (0.5, 3), d IN LAST 6h, day > -7d)");
        assertThat(language.parse(rule.json())).isEqualTo(rule);
        assertThat(rule.json().at("/parameters/2/type").textValue()).isEqualTo("time");
        assertThat(rule.json().at("/parameters/1").has("type")).isFalse();
        assertThat(rule.json().at("/parameters/5").has("type")).isFalse();
    }

    @Test
    void stringsAreComparedInComposedForm() {
        assertThat(language.parse("city = 'Zoe\u0308'")).isEqualTo(language.parse("city = 'Zo\u00eb'"));
    }

    @Test
    void hashIdentifiesTheRule() {
        assertThat(language.parse("country='CA'").hash())
                .hasSize(64)
                .isEqualTo(language.parse("(country  =  'CA')").hash())
                .isNotEqualTo(language.parse("country = 'US'").hash());
    }
}
