package io.kequn.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Events: windows to the microsecond, none at all, and properties that hold what nobody expects.
class EventVectorsTest extends Verdicts {
    private static final Instant NOW = Instant.parse(NOON);
    private static final ObjectMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "event NOT MATCHES (name = 'app_open', date >= -7d) | true",
                "event MATCHES (name = 'login', date >= -30d, count <= 5) | true",
                "event MATCHES (name = 'login', count = 0) | true",
                "event MATCHES (name = 'login', sum_price <= 100) | true",
                "event MATCHES (name = 'login', distinct_category = 0) | true",
                "event MATCHES (name = 'login', avg_price < 100) | false",
                "event MATCHES (name = 'login', min_price != 100) | true",
                "event MATCHES (name = 'login') | false",
                "event MATCHES () | false",
                "product_viewed NOT MATCHES () | true",
                "abandoned_checkout_date >= 7_days_ago | false",
                "abandoned_checkout_date IS NULL | true"
            })
    void whoDidNothing(String rule, boolean expected) {
        verdict("UTC", NOON, rule, with(Map.of()), expected);
        verdict("UTC", NOON, "NOT (" + rule + ")", with(Map.of()), !expected);
    }

    @Test
    void atMostFiveLoginsCountsNoneAndFiveButNotSix() {
        var rule = "event MATCHES (name = 'login', date >= -30d, count <= 5)";

        for (int logins : new int[] {0, 5, 6}) {
            var events = new ArrayList<FactEvent>();
            for (int i = 0; i < logins; i++) {
                events.add(event("login", NOW.minus(i, ChronoUnit.HOURS), Map.of()));
            }
            verdict("UTC", NOON, rule, with(Map.of()).did(events), logins <= 5);
        }
    }

    @Test
    void aWindowOfDaysBeginsAtMidnight() {
        var midnight = Instant.parse("2026-05-25T00:00:00Z");
        var rule = "event MATCHES (name = 'app_open', date >= -7d)";

        verdict("UTC", NOON, rule, did("app_open", midnight, Map.of()), true);
        verdict("UTC", NOON, rule, did("app_open", midnight.minus(1, ChronoUnit.MICROS), Map.of()), false);
        verdict("UTC", NOON, rule, did("app_opened", midnight, Map.of()), false);
    }

    @Test
    void aWindowOfHoursIsExact() {
        var rule = "event MATCHES (name = 'app_open', date IN LAST 12h)";

        verdict("UTC", NOON, rule, did("app_open", NOW.minus(12, ChronoUnit.HOURS), Map.of()), true);
        verdict(
                "UTC",
                NOON,
                rule,
                did("app_open", NOW.minus(12, ChronoUnit.HOURS).minusNanos(1_000), Map.of()),
                false);
        verdict("UTC", NOON, rule, did("app_open", NOW, Map.of()), true);
        verdict("UTC", NOON, rule, did("app_open", NOW.plusNanos(1_000), Map.of()), false);
    }

    @Test
    void allParametersAreAskedOfTheSameEvent() {
        var rule = "event MATCHES (name = 'product_viewed', category = 'electronics', price > 100)";
        var customer = with(Map.of())
                .did(List.of(
                        event("product_viewed", NOW, Map.of("category", "electronics", "price", 50)),
                        event("product_viewed", NOW, Map.of("category", "garden", "price", 500))));

        verdict("UTC", NOON, rule, customer, false);
        verdict("UTC", NOON, "product_viewed MATCHES (category = 'electronics', price <= 50)", customer, true);
    }

    /// The value decides how the property is read.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"x\": 12.50} | x = 12.5 | true",
                "{\"x\": \"12.50\"} | x = 12.5 | true",
                "{\"x\": 12.50} | x = '12.50' | true",
                "{\"x\": 12.50} | x = '12.5' | false",
                "{\"x\": \"a dozen\"} | x > 0 | false",
                "{\"x\": \"a dozen\"} | x != 0 | true",
                "{\"x\": 99999999999999999999} | x > 0 | true",
                "{\"x\": 999999999999999999999} | x > 0 | false",
                "{\"x\": 0.000000000000000001} | x > 0 | true",
                "{\"x\": 1e-19} | x > 0 | false",
                "{\"x\": 1e2} | x = 100 | true",
                "{\"x\": true} | x = true | true",
                "{\"x\": \"true\"} | x = true | false",
                "{\"x\": \"true\"} | x = 'true' | true",
                "{\"x\": [\"a\", \"b\"]} | x = 'a' | true",
                "{\"x\": [\"a\", \"b\"]} | x CONTAINS 'b' | true",
                "{\"x\": [\"abc\"]} | x CONTAINS 'b' | false",
                "{\"x\": \"abc\"} | x CONTAINS 'b' | true",
                "{\"x\": [\"a\", \"b\"]} | x CONTAINS ALL ('a', 'b') | true",
                "{\"x\": [\"a\"]} | x CONTAINS ALL ('a', 'b') | false",
                "{\"x\": \"a\"} | x CONTAINS ALL ('a') | true",
                "{\"x\": \"a\"} | x CONTAINS NONE ('b') | true",
                "{\"x\": [\"abc\"]} | x STARTS WITH 'a' | false",
                "{\"x\": {\"a\": 1}} | x = 'a' | false",
                "{\"x\": {\"a\": 1}} | x IS NULL | false",
                "{\"x\": []} | x IS NULL | true",
                "{\"x\": \"\"} | x IS NULL | true",
                "{\"x\": null} | x IS NULL | true",
                "{} | x IS NULL | true",
                "{} | x NOT CONTAINS 'a' | true",
                "{\"x\": \"2026-06-01\"} | x = today | true",
                "{\"x\": \"2026-06-01T23:59:59.999999Z\"} | x = today | true",
                "{\"x\": \"2026-06-02T00:00:00Z\"} | x = today | false",
                "{\"x\": \"2026-06-02T01:00:00+02:00\"} | x = today | true",
                "{\"x\": \"2026-06-02T01:00+02:00\"} | x = today | true",
                "{\"x\": \"2026-06-01\"} | x <= now | false",
                "{\"x\": \"2026-06-01T12:00:00Z\"} | x <= now | true",
                "{\"x\": \"2024-02-29\"} | x < today | true",
                "{\"x\": \"2023-02-29\"} | x < today | false",
                "{\"x\": \"2026-04-31\"} | x < today | false",
                "{\"x\": \"1900-02-29\"} | x < today | false",
                "{\"x\": \"2000-02-29\"} | x < today | true",
                "{\"x\": \"2026-06-01 12:00\"} | x <= today | false",
                "{\"x\": \"2026-13-01T00:00:00Z\"} | x IN LAST 90d | false",
                "{\"x\": 20260601} | x IN LAST 90d | false",
                "{\"x\": \"2026-05-01\"} | x IN LAST 90d | true"
            })
    void propertiesAreReadAsTheRuleSays(String properties, String parameter, boolean expected)
            throws JsonProcessingException {
        var read = EXACT.readValue(properties, new TypeReference<Map<String, Object>>() {});
        var event = new FactEvent(new UUID(1, 1), "login_attempt", NOW, new JsonObject(read));
        var customer = with(Map.of()).did(List.of(event));

        verdict("UTC", NOON, "event MATCHES (name = 'login_attempt', " + parameter + ")", customer, expected);
    }

    @Test
    void aggregatesIgnoreWhatIsNoNumber() {
        var customer = with(Map.of())
                .did(List.of(
                        event("paid", NOW, Map.of("fee", 1)),
                        event("paid", NOW, Map.of("fee", "2.5")),
                        event("paid", NOW, Map.of("fee", "free")),
                        event("paid", NOW, Map.of())));

        verdict("UTC", NOON, "event MATCHES (name = 'paid', sum_fee = 3.5, count = 4)", customer, true);
        verdict("UTC", NOON, "event MATCHES (name = 'paid', avg_fee = 1.75, max_fee = 2.5)", customer, true);
        verdict("UTC", NOON, "event MATCHES (name = 'paid', distinct_fee = 3)", customer, true);
    }

    @Test
    void aDeclaredTypeWins() {
        var customer = did("product_viewed", NOW, Map.of("id", "1234"));

        verdict("UTC", NOON, "product_viewed MATCHES (id = 1234)", customer, true);
        verdict("UTC", NOON, "event MATCHES (name = 'product_viewed', id = 01234)", customer, false);
        verdict("UTC", NOON, "event MATCHES (id = 01234)", customer, true);
    }

    @Test
    void membershipsAreThoseThatAreStored() {
        var customer = with(Map.of()).in(Set.of("dormant"), Map.of("value", "mid"));

        verdict("UTC", NOON, "IN SEGMENT dormant AND NOT IN SEGMENT 'club'", customer, true);
        verdict("UTC", NOON, "IN SEGMENT club OR NOT (IN SEGMENT dormant)", customer, false);
        verdict("UTC", NOON, "IN LAYER value = mid AND NOT IN LAYER value = 'high'", customer, true);
        verdict("UTC", NOON, "IN LAYER stage = new OR IN LAYER value = low", customer, false);
        verdict("UTC", NOON, "NOT IN SEGMENT club AND NOT IN LAYER value = low", with(Map.of()), true);
    }

    /// Shanghai to Beijing are 1,067 km, about 663 miles.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "39.9042, 116.4074 | WITHIN 1068 km OF (31.2304, 121.4737) | true",
                "39.9042, 116.4074 | WITHIN 1067 km OF (31.2304, 121.4737) | false",
                "39.9042, 116.4074 | WITHIN 664 mi OF (31.2304, 121.4737) | true",
                "39.9042, 116.4074 | WITHIN 663 mi OF (31.2304, 121.4737) | false",
                "31.2304, 121.4737 | WITHIN 0 km OF (31.2304, 121.4737) | true",
                "0, 179.99 | WITHIN 3 km OF (0, -179.99) | true",
                "0, 179.99 | WITHIN 2 km OF (0, -179.99) | false",
                "89.99, 0 | WITHIN 3 km OF (89.99, 180) | true",
                "-90, 0 | WITHIN 20015 km OF (90, 0) | false",
                "-90, 0 | WITHIN 20016 km OF (90, 0) | true"
            })
    void distancesAreThoseOnASphere(String place, String rule, boolean expected) {
        var degrees = place.split(", ");
        var at = new FactPlace(Double.parseDouble(degrees[0]), Double.parseDouble(degrees[1]));

        verdict("UTC", NOON, rule, with(Map.of("location", at)), expected);
        verdict("UTC", NOON, "NOT " + rule, with(Map.of("location", at)), !expected);
        verdict("UTC", NOON, rule, with(Map.of()), false);
    }

    private static FactCustomer did(String name, Instant at, Map<String, Object> properties) {
        return with(Map.of()).did(List.of(event(name, at, properties)));
    }

    private static FactEvent event(String name, Instant at, Map<String, Object> properties) {
        var json = new JsonObject();
        properties.forEach((key, value) -> json.put(key, exact(value)));
        return new FactEvent(UUID.randomUUID(), name, at, json);
    }

    private static Object exact(Object value) {
        return value instanceof Number number ? new java.math.BigDecimal(number.toString()) : value;
    }
}
