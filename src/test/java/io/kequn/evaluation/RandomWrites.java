package io.kequn.evaluation;

import io.kequn.TestShop;
import io.kequn.rule.FactPool;
import io.restassured.response.Response;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Writes at random to a few customers of a shop. Days lie where rules draw their boundaries. Refunds and
/// cancellations may come before their order.
public final class RandomWrites {
    /// In America/New_York, on the day on which its clocks move. No date of a write lies where a run's own minutes
    /// would carry it over a boundary.
    public static final LocalDateTime NOW = LocalDateTime.of(2026, 3, 8, 12, 30);

    static final ZoneId ZONE = ZoneId.of("America/New_York");

    private static final int ORDERS = 60;
    private static final int EVENTS = 200;

    private final TestShop shop;
    private final Random random;
    private final int customers;
    private final ZoneId zone;
    private LocalDate today = NOW.toLocalDate();
    private List<String> automatic = List.of();

    public RandomWrites(TestShop shop, long seed, int customers) {
        this(shop, seed, customers, ZONE);
    }

    public RandomWrites(TestShop shop, long seed, int customers, ZoneId zone) {
        this.shop = shop;
        this.random = new Random(seed);
        this.customers = customers;
        this.zone = zone;
    }

    /// Makes what the writes name: tags, own attributes, and the types of an event's properties.
    static void declare(TestShop shop) {
        FactPool.TAGS.forEach(tag -> put(shop, "/v1/tags/" + tag, Map.of("name", tag)));
        StoredFacts.ATTRIBUTES.forEach(
                (key, type) -> put(shop, "/v1/attributes/" + key, Map.of("name", key, "type", type)));
        var login = Map.of("first", "boolean", "day", "date", "until", "instant");
        put(
                shop,
                "/v1/event-definitions/login",
                Map.of(
                        "properties",
                        login.entrySet().stream()
                                .map(property -> Map.of("name", property.getKey(), "type", property.getValue()))
                                .toList()));
    }

    private static void put(TestShop shop, String path, Map<String, ?> body) {
        shop.given().body(body).put(path).then().statusCode(201);
    }

    /// From now on it is this day.
    void day(LocalDate day) {
        today = day;
    }

    /// From now on people also give these tags, take them, and take that back, whatever rules say.
    void decideUpon(Collection<String> automaticTags) {
        automatic = List.copyOf(automaticTags).stream().sorted().toList();
    }

    private Response decision() {
        var tag = "/v1/customers/" + customer() + "/tags/" + pick(automatic);
        return switch (random.nextInt(4)) {
            case 0 -> send("PUT", tag, Map.of());
            case 1 -> send("DELETE", tag, Map.of());
            default -> send("DELETE", tag + "/pin", Map.of());
        };
    }

    public Response next() {
        if (!automatic.isEmpty() && random.nextInt(6) == 0) {
            return decision();
        }
        return switch (random.nextInt(27)) {
            case 0, 1, 2 -> send("PUT", "/v1/customers/" + customer(), profile());
            case 3 -> send("PATCH", "/v1/customers/" + customer(), profile());
            case 4 -> send("POST", "/v1/customers", profile());
            case 5 -> send("DELETE", "/v1/customers/" + customer(), Map.of());
            case 6 -> send("POST", "/v1/customers/" + customer() + "/merge", Map.of("into", customer()));
            case 7, 8, 9 -> send("PATCH", "/v1/customers/" + customer() + "/tags", tags());
            case 10, 11, 12 -> send("POST", "/v1/orders", order());
            case 13, 14 -> batch("/v1/orders", this::order);
            case 15, 16 -> send("POST", "/v1/orders/" + order("pos:") + "/refunds", refund());
            case 17 -> send("POST", "/v1/customers/" + customer() + "/refunds", with(refund(), "source", "desk"));
            case 18 -> send("POST", "/v1/orders/" + order("pos:") + "/cancellation", Map.of("occurredAt", instant()));
            case 19 -> send("POST", "/v1/orders/" + order("pos:") + "/payments", payment());
            case 20, 21, 22 -> send("POST", "/v1/events", event());
            case 23 -> batch("/v1/events", this::event);
            case 24, 25 -> send("PUT", override(), Map.of("kind", pick(List.of("include", "exclude"))));
            default -> send("DELETE", override(), Map.of());
        };
    }

    private Response send(String method, String path, Map<String, Object> body) {
        var call = shop.given();
        return (method.equals("DELETE") ? call : call.body(body)).request(method, path);
    }

    private String override() {
        return "/v1/segments/" + pick(List.of("s-", "w-", "x-")) + random.nextInt(10) + "/overrides/" + customer();
    }

    private Response batch(String path, Supplier<Map<String, Object>> item) {
        var lines = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < 1 + random.nextInt(8); i++) {
            lines.add(item.get());
        }
        return shop.given()
                .contentType("application/x-ndjson")
                .body(lines.stream()
                        .map(line -> new io.vertx.core.json.JsonObject(line).encode())
                        .collect(Collectors.joining("\n"))
                        .getBytes(StandardCharsets.UTF_8))
                .post(path);
    }

    /// Under one id there may be several events, of which the first stays.
    private Map<String, Object> event() {
        var properties = new LinkedHashMap<String, Object>();
        put(properties, "note", text());
        put(properties, "Count", pick(FactPool.NUMBERS));
        var name = pick(FactPool.EVENTS);
        if (name.equals("login")) {
            put(properties, "first", random.nextBoolean());
            put(properties, "day", today.minusDays(random.nextInt(40)).toString());
            put(properties, "until", instant());
        } else {
            put(properties, "id", pick(List.of("1234", "77")));
            put(properties, "category", pick(List.of("electronics", "jazz", "a")));
            put(properties, "tag", List.of(pick(List.of("Sports wear", "sale", "新品"))));
            put(properties, "price", pick(FactPool.NUMBERS));
        }
        var event = new LinkedHashMap<String, Object>();
        event.put("customer", customer());
        event.put("source", "app");
        event.put("externalId", "e" + random.nextInt(EVENTS));
        event.put("name", name);
        event.put("occurredAt", instant());
        event.put("properties", properties);
        return event;
    }

    private Map<String, Object> profile() {
        var body = new LinkedHashMap<String, Object>();
        put(body, "country", pick(List.of("CA", "US", "NO")));
        for (var field : List.of("city", "region", "district", "gender", "occupation", "incomeBand", "accountStatus")) {
            put(body, field, text());
        }
        put(body, "acquisitionChannel", text());
        put(body, "emailConsent", pick(List.of("granted", "denied", "pending", "unknown")));
        if (random.nextBoolean()) {
            var state = pick(List.of("granted", "denied", "pending", "unknown"));
            body.put("consents", List.of(Map.of("purpose", "profiling", "channel", "general", "state", state)));
        }
        put(
                body,
                "birthDate",
                today.minusYears(pick(List.of(0, 2, 18, 30)))
                        .plusDays(random.nextInt(3) - 1)
                        .toString());
        put(body, "lastSeenAt", instant());
        put(body, "registeredAt", instant());
        var custom = new LinkedHashMap<String, Object>();
        put(custom, "shoe", text());
        put(custom, "size", pick(FactPool.NUMBERS));
        put(custom, "vegan", random.nextBoolean());
        put(custom, "wedding", today.minusDays(random.nextInt(40)).toString());
        put(custom, "visit", instant());
        put(custom, "interests", List.of(pick(List.of("ski", "golf")), pick(List.of("tea", "ski"))));
        body.put("custom", custom);
        return body;
    }

    /// Sometimes absent, sometimes null.
    private void put(Map<String, Object> body, String field, Object value) {
        switch (random.nextInt(6)) {
            case 0, 1, 2 -> body.put(field, value);
            case 3 -> body.put(field, field.endsWith("Consent") ? value : null);
            default -> {}
        }
    }

    private Map<String, Object> tags() {
        return Map.of("add", some(FactPool.TAGS), "remove", random.nextBoolean() ? List.of() : List.of("vip"));
    }

    private List<String> some(List<String> all) {
        var some = all.stream().filter(each -> random.nextInt(3) == 0).toList();
        return some.contains("vip") ? List.of("b2b") : some.isEmpty() ? List.of("7up") : some;
    }

    private Map<String, Object> order() {
        var lines = new ArrayList<Map<String, Object>>();
        for (int i = random.nextInt(4); i > 0; i--) {
            lines.add(line());
        }
        var order = new LinkedHashMap<String, Object>();
        order.put("customer", customer());
        order.put("source", "pos");
        order.put("externalId", order(""));
        order.put("placedAt", instant());
        order.put("total", money());
        order.put("status", pick(List.of("placed", "paid", "shipped", "delivered", "completed", "cancelled")));
        order.put("channel", pick(List.of("web", "store", "app")));
        order.put("test", random.nextInt(12) == 0);
        order.put("lines", lines);
        return order;
    }

    private Map<String, Object> line() {
        var line = new LinkedHashMap<String, Object>();
        line.put("productId", pick(List.of("1234", "2012162031638", "77")));
        line.put("category", text());
        line.put("brand", text());
        line.put("tags", List.of(pick(List.of("Sports wear", "sale", "新品"))));
        line.put("quantity", 1 + random.nextInt(3));
        line.put("price", money());
        return line;
    }

    private Map<String, Object> refund() {
        var amount = pick(List.of("0.50", "1.00", "33.33", "99.99"));
        var refund = new LinkedHashMap<String, Object>();
        refund.put("externalId", "r" + random.nextInt(1_000));
        refund.put("amount", Map.of("amount", amount, "currency", "CNY"));
        refund.put("occurredAt", instant());
        return refund;
    }

    private Map<String, Object> payment() {
        return Map.of(
                "externalId", "p" + random.nextInt(100), "method", "card", "amount", money(), "occurredAt", instant());
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        var more = new LinkedHashMap<>(body);
        more.put(field, value);
        return more;
    }

    private Map<String, Object> money() {
        BigDecimal number = pick(FactPool.NUMBERS).abs().setScale(2, RoundingMode.UNNECESSARY);
        return Map.of("amount", number.toPlainString(), "currency", "CNY");
    }

    private String instant() {
        var day = today.minusDays(pick(List.of(0, 1, 2, 3, 7, 14, 30, 31, 60, 90, 180, 365, 366, -1, -7)));
        var time = pick(List.of("00:00:00", "23:59:59.999999", "09:20:00", "03:20:00.001", "15:20:00"));
        return LocalTime.parse(time).atDate(day).atZone(zone).toInstant().toString();
    }

    private String customer() {
        return "t:" + random.nextInt(customers);
    }

    private String order(String source) {
        return source + "o" + random.nextInt(ORDERS);
    }

    private String text() {
        return pick(FactPool.STRINGS.getOrDefault("", List.of("a"))).strip();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
