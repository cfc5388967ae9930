package io.kequn.explanation;

import io.kequn.TestShop;
import io.kequn.evaluation.StoredShop;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the changes that an explanation names, over the API.
final class NamedChanges {
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("country", "country"),
            Map.entry("region", "region"),
            Map.entry("city", "city"),
            Map.entry("district", "district"),
            Map.entry("gender", "gender"),
            Map.entry("occupation", "occupation"),
            Map.entry("income_band", "incomeBand"),
            Map.entry("account_status", "accountStatus"),
            Map.entry("acquisition_channel", "acquisitionChannel"),
            Map.entry("birth_date", "birthDate"),
            Map.entry("email_consent", "emailConsent"),
            Map.entry("sms_consent", "smsConsent"),
            Map.entry("push_consent", "pushConsent"),
            Map.entry("last_seen_at", "lastSeenAt"),
            Map.entry("registered_at", "registeredAt"));

    private final TestShop shop;
    private final NamedOrders orders;

    NamedChanges(TestShop shop, StoredShop stored) {
        this.shop = shop;
        this.orders = new NamedOrders(shop, stored);
    }

    /// Whether all could be made; some cannot, since the API takes no such value.
    boolean make(String segment, String customer, List<Map<String, Object>> changes) {
        var totals = new LinkedHashMap<String, BigDecimal>();
        for (var change : changes) {
            var name = (String) change.get("name");
            boolean done = switch ((String) change.get("kind")) {
                case "attribute" -> {
                    if (change.get("by") != null) {
                        totals.put(name, new BigDecimal((String) change.get("by")));
                        yield true;
                    }
                    yield attribute(customer, name, change);
                }
                case "set" -> set(customer, name, change);
                case "function" -> orders.function(customer, name, change);
                case "time" -> wait(segment, customer, (String) change.get("at"));
                case "override" -> done(shop.given().delete(override(segment, customer)));
                default -> false;
            };
            if (!done) {
                return false;
            }
        }
        return orders.totals(customer, totals);
    }

    private boolean attribute(String customer, String name, Map<String, Object> change) {
        var to = (String) change.get("to");
        boolean removed = change.get("operator").equals("is_null");
        if (name.equals("customer_tags")) {
            return set(customer, name, Map.of("operator", "contains", "to", "vip"));
        }
        var value = to == null && !removed ? some(name) : to;
        if (value != null && !value.strip().equals(value)) {
            return false;
        }
        var body = new LinkedHashMap<String, Object>();
        if (name.startsWith("custom.")) {
            var custom = new LinkedHashMap<String, Object>();
            custom.put(name.substring("custom.".length()), value == null ? null : typed(name, value));
            body.put("custom", custom);
        } else if (FIELDS.containsKey(name)) {
            body.put(FIELDS.get(name), value);
        } else {
            return false;
        }
        return done(shop.given().body(body).patch("/v1/customers/" + customer));
    }

    private static String some(String name) {
        return switch (name) {
            case "birth_date", "custom.wedding" -> "1990-05-05";
            case "custom.size" -> "41";
            case "custom.vegan" -> "true";
            case "country" -> "NO";
            default -> name.endsWith("_at") || name.equals("custom.visit") ? "2020-01-01T00:00:00Z" : "something";
        };
    }

    private static Object typed(String name, String value) {
        return switch (name) {
            case "custom.size" -> new BigDecimal(value);
            case "custom.vegan" -> Boolean.valueOf(value);
            case "custom.interests" -> List.of(value);
            default -> value;
        };
    }

    private boolean set(String customer, String name, Map<String, Object> change) {
        var element = (String) change.get("to");
        boolean added = change.get("operator").equals("contains");
        if (name.equals("customer_tags")) {
            return done(shop.given()
                    .body(Map.of(added ? "add" : "remove", List.of(element)))
                    .patch("/v1/customers/" + customer + "/tags"));
        }
        var key = name.substring("custom.".length());
        List<String> present =
                shop.given().get("/v1/customers/" + customer).jsonPath().getList("custom." + key);
        var elements = new ArrayList<>(present == null ? List.<String>of() : present);
        elements.remove(element);
        if (added) {
            elements.add(element);
        }
        return done(shop.given().body(Map.of("custom", Map.of(key, elements))).patch("/v1/customers/" + customer));
    }

    /// The rule is evaluated anew once an exception has come and gone.
    /// Some seconds longer: what is counted from a change begins when that is made, not when it was named.
    private boolean wait(String segment, String customer, String at) {
        var now = Instant.parse(shop.given().get("/v1/shop/clock").path("now"));
        if (Duration.between(now, Instant.parse(at)).toDays() > 400) {
            return false;
        }
        return done(shop.given()
                        .body(Map.of("now", Instant.parse(at).plusSeconds(10).toString()))
                        .put("/v1/shop/clock"))
                && done(shop.given().body(Map.of("kind", "include")).put(override(segment, customer)))
                && done(shop.given().delete(override(segment, customer)));
    }

    private static String override(String segment, String customer) {
        return "/v1/segments/" + segment + "/overrides/" + customer;
    }

    static boolean done(Response answer) {
        if (answer.statusCode() >= 500) {
            throw new AssertionError(answer.asString());
        }
        return answer.statusCode() < 300;
    }
}
