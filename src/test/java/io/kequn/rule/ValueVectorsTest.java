package io.kequn.rule;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Missing values, empty ones, and texts.
class ValueVectorsTest extends Verdicts {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "city != 'x'",
                "city NOT IN ('x')",
                "city NOT CONTAINS 'x'",
                "city NOT STARTS WITH 'x'",
                "city NOT ENDS WITH 'x'",
                "city NOT MATCHES REGEX 'x'",
                "city IS NULL",
                "age != 3",
                "age NOT IN (3)",
                "age NOT BETWEEN 1 AND 9",
                "last_seen_at != -1d",
                "last_seen_at NOT BETWEEN -9d AND today",
                "birth_date NOT IN (today)",
                "custom.vegan != true",
                "custom.size NOT BETWEEN 0 AND 9",
                "custom.interests NOT CONTAINS 'x'",
                "custom.interests CONTAINS NONE ('x')",
                "customer_tags NOT CONTAINS 'vip'",
                "customer_tags IS NULL",
                "average_order_value != 0",
                "last_order_date IS NULL",
                "days_between_orders IS NULL",
                "amount_spent = 0",
                "number_of_orders = 0",
                "number_of_orders IS NOT NULL",
                "refunded_amount IS NOT NULL",
                "orders_placed NOT MATCHES ()",
                "orders_placed MATCHES (count <= 5)",
                "orders_placed MATCHES (sum_amount <= 100)",
                "orders_placed MATCHES (avg_amount != 3)",
                "orders_placed MATCHES (distinct_store = 0)",
                "products_purchased NOT MATCHES ()",
                "NOT orders_placed MATCHES (max_amount < 5)"
            })
    void whatHoldsOfSomebodyWithoutFacts(String rule) {
        verdict("UTC", NOON, rule, with(Map.of()), true);
        verdict("UTC", NOON, "NOT (" + rule + ")", with(Map.of()), false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "city = 'x'",
                "city IN ('x')",
                "city CONTAINS 'x'",
                "city STARTS WITH 'x'",
                "city ENDS WITH 'x'",
                "city MATCHES REGEX 'x*'",
                "city IS NOT NULL",
                "age < 200",
                "age >= 0",
                "last_seen_at < today",
                "last_seen_at <= +9d",
                "last_seen_at IN LAST 9y",
                "last_seen_at IN NEXT 9y",
                "last_seen_at AT LEAST 1d AGO",
                "last_seen_at IN this_year",
                "birth_date <= today",
                "custom.vegan = false",
                "custom.size < 9",
                "custom.interests CONTAINS ANY ('x')",
                "custom.interests CONTAINS ALL ('x')",
                "customer_tags CONTAINS 'vip'",
                "average_order_value < 9",
                "orders_placed MATCHES (avg_amount < 9)",
                "orders_placed MATCHES (min_amount >= 0)",
                "orders_placed MATCHES ()"
            })
    void whatDoesNotHoldOfSomebodyWithoutFacts(String rule) {
        verdict("UTC", NOON, rule, with(Map.of()), false);
    }

    @Test
    void emptyStringsAndSetsAreMissing() {
        var empty = with(Map.of("city", "", "custom.shoe", "", "custom.interests", Set.of()));

        verdict("UTC", NOON, "city IS NULL AND custom.shoe IS NULL AND custom.interests IS NULL", empty, true);
        verdict("UTC", NOON, "city MATCHES REGEX '^$' OR city NOT CONTAINS 'x' AND city IN ('x')", empty, false);
        verdict("UTC", NOON, "custom.interests CONTAINS NONE ('x') AND city != 'x'", empty, true);
    }

    @Test
    void textsAreComparedByCharacters() {
        var customer = with(Map.of("city", "100%_\\Zoë", "region", "京\u3000都"));

        verdict("UTC", NOON, "city CONTAINS '%_\\Z'", customer, true);
        verdict("UTC", NOON, "city CONTAINS '0_'", customer, false);
        verdict("UTC", NOON, "city ENDS WITH 'Zoe\u0308'", customer, true);
        verdict("UTC", NOON, "city ENDS WITH 'zoë'", customer, false);
        verdict("UTC", NOON, "region MATCHES REGEX '^京\\s都$'", customer, false);
        verdict("UTC", NOON, "region MATCHES REGEX '^京.都$'", customer, true);
        verdict("UTC", NOON, "region MATCHES REGEX '\\w'", customer, false);
    }
}
