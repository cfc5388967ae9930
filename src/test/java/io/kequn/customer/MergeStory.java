package io.kequn.customer;

import static org.hamcrest.Matchers.lessThan;

import io.kequn.Eventually;
import io.kequn.TestShop;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Two customers of a shop of which much is known at random, `pos:from` and `pos:into`: the same of one seed, in any
/// shop.
record MergeStory(
        TestShop shop,
        Random random,
        String from,
        String into,
        List<String> orders,
        List<Map<String, Object>> sent,
        List<Long> bases) {
    static final String CUSTOMERS = "/v1/customers/";
    private static final List<String> TAGS = List.of("vip", "plain", "red", "blue", "keen");
    private static final List<String> GIVEN = List.of("vip", "plain", "red", "blue");
    private static final List<String> LEVELS = List.of("base", "silver", "gold");
    private static final List<String> DAYS = List.of("02-16", "03-02", "03-06", "03-20", "04-15");
    private static final List<String> CHANNELS = List.of("email", "sms", "push", "phone");
    private static final List<String> STATES = List.of("granted", "denied", "pending");
    private static final int WRITES = 14;

    static MergeStory of(long seed) {
        var shop = TestShop.createAt("2026-03-01T10:00:00");
        var random = new Random(seed);
        define(shop, random);
        var story = new MergeStory(
                shop,
                random,
                customer(shop, "from"),
                customer(shop, "into"),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        story.pull();
        story.live("from");
        story.live("into");
        return story;
    }

    static String customer(TestShop shop, String name) {
        return shop.given()
                .body(Map.of("registeredAt", "2026-01-01T00:00:00Z"))
                .put(CUSTOMERS + "pos:" + name)
                .then()
                .statusCode(201)
                .extract()
                .path("customer.id");
    }

    private static void define(TestShop shop, Random random) {
        var club = new LinkedHashMap<String, Object>();
        club.put("name", "Club");
        club.put(
                "levels",
                List.of(
                        Map.of("key", "base", "name", "Base", "qualification", "number_of_orders >= 0"),
                        Map.of("key", "silver", "name", "Silver", "qualification", "amount_spent >= 100"),
                        Map.of("key", "gold", "name", "Gold", "qualification", "amount_spent >= 250")));
        if (random.nextBoolean()) {
            club.put("retention", Map.of("kind", "rolling"));
        }
        put(shop, "tag-groups/colour", Map.of("name", "Colour", "kind", "custom", "exclusive", true));
        for (var tag : List.of("vip", "plain", "keen", "late")) {
            put(shop, "tags/" + tag, Map.of("name", tag));
        }
        for (var tag : List.of("red", "blue")) {
            put(shop, "tags/" + tag, Map.of("name", tag, "groupKey", "colour"));
        }
        put(shop, "tags/keen/rule", Map.of("rule", "number_of_orders >= 2"));
        put(shop, "attributes/size", Map.of("name", "Size", "type", "number"));
        put(shop, "attributes/wedding", Map.of("name", "Wedding", "type", "date"));
        put(shop, "attributes/secret", Map.of("name", "Secret", "type", "string", "personal", true));
        put(
                shop,
                "segments/buyers",
                Map.of("name", "Buyers", "rule", "amount_spent >= 100 OR customer_tags CONTAINS 'vip'"));
        put(shop, "segments/friends", Map.of("name", "Friends", "kind", "static"));
        put(
                shop,
                "layer-sets/value",
                Map.of(
                        "name", "Value",
                        "layers", List.of(Map.of("key", "high", "name", "High", "rule", "amount_spent >= 150")),
                        "residual", Map.of("key", "low", "name", "Low")));
        put(shop, "level-programs/club", club);
        var built = List.of("segments/buyers", "layer-sets/value", "level-programs/club");
        for (var draft : built) {
            shop.given().post("/v1/" + draft + "/publish").then().statusCode(200);
        }
        for (var each : List.of("segments/buyers", "layer-sets/value", "level-programs/club", "tags/keen/rule")) {
            Eventually.holds(
                    () -> "ready".equals(shop.given().get("/v1/" + each).path("status")));
        }
        put(
                shop,
                "points-rules/order",
                Map.of(
                        "name", "Order",
                        "trigger", "order",
                        "activeFrom", "2026-01-01T00:00:00Z",
                        "points", 1,
                        "per", money("1.00")));
        var policy = new LinkedHashMap<String, Object>();
        if (random.nextBoolean()) {
            policy.put("pendingPeriod", "P15D");
        }
        policy.put(
                "expiry",
                random.nextInt(3) == 0
                        ? Map.of("kind", "none")
                        : Map.of("kind", random.nextInt(3) == 0 ? "rolling" : "sliding", "period", "P20D"));
        shop.given().body(policy).put("/v1/points-settings").then().statusCode(lessThan(300));
    }

    private void live(String name) {
        for (int i = 0; i < WRITES; i++) {
            write(name, i, random.nextInt(16));
        }
    }

    private void write(String name, int i, int what) {
        var path = CUSTOMERS + id(name);
        switch (what) {
            case 0, 1 -> patch(name);
            case 2, 3 -> order(name, i, name + "-" + i);
            case 4 -> event(name, name + "-" + i);
            case 5 ->
                put(
                        path + "/tags/" + any(TAGS),
                        random.nextBoolean()
                                ? Map.of()
                                : Map.of("expiresAt", "2026-09-0" + (1 + random.nextInt(9)) + "T00:00:00Z"));
            case 6 -> shop.given().delete(path + "/tags/keen").then().statusCode(lessThan(300));
            case 7, 8 -> consent(name);
            case 9 -> post(path + "/points/earn", Map.of("points", 10 + random.nextInt(90)));
            case 10 ->
                shop.given()
                        .body(Map.of("points", 1 + random.nextInt(40)))
                        .post(path + "/points/" + any(List.of("redeem", "freeze")))
                        .then()
                        .statusCode(lessThan(410));
            case 12 -> level(name);
            case 13, 14 -> device(name, i, random.nextBoolean(), any(TAGS), bases.get(random.nextInt(bases.size())));
            case 15 -> shop.given().delete(path + "/levels/club").then().statusCode(lessThan(300));
            default -> {
                post("/v1/segments/friends/members", Map.of("add", List.of(id(name))));
                put(
                        "/v1/segments/buyers/overrides/" + id(name),
                        Map.of("kind", any(List.of("include", "exclude")), "reason", "word"));
            }
        }
    }

    /// What comes to the survivor alone, or to what goes back.
    /// A write that changes nothing, since the survivor has it from the other, would be no trace of its own.
    void between(boolean refunds) {
        put(CUSTOMERS + into + "/tags/late", Map.of());
        shop.given()
                .contentType("application/merge-patch+json")
                .body(Map.of("city", "Lhasa", "custom", Map.of("size", 99)))
                .patch(CUSTOMERS + into)
                .then()
                .statusCode(200);
        for (int i = 0; i < 5; i++) {
            write("into", 100 + i, any(List.of(2, 3, 4, 7, 8, 9, 12)));
        }
        device("into", 200, true, "late", pull());
        device("into", 201, false, any(GIVEN), pull());
        // Whether there was anything to take away was told then.
        sent.removeLast();
        int days = any(List.of(0, 4, 12, 28));
        if (days > 0) {
            shop.advance(Duration.ofDays(days));
        }
        if (refunds && !orders.isEmpty()) {
            refund(orders.getFirst(), orders.getFirst() + "-late");
        }
    }

    /// By devices that had seen what there was before.
    void afterwards() {
        for (var tag : GIVEN) {
            device("from", 300 + sent.size(), false, tag, bases.getLast());
            device("into", 300 + sent.size(), false, tag, bases.getLast());
        }
    }

    void refund(String order, String id) {
        post(
                "/v1/orders/pos:" + order + "/refunds",
                Map.of("externalId", id, "occurredAt", "2026-02-20T10:00:00Z", "amount", money("3.00")));
    }

    private void patch(String name) {
        var fields = new LinkedHashMap<String, Object>();
        var values = Map.<String, List<?>>of(
                "name", List.of("Ada", "Bob"),
                "email", List.of(name + "@example.com", "ada@example.org"),
                "phone", List.of("+8613800138000", "+4798765432"),
                "city", List.of("Oslo", "Shanghai"),
                "gender", List.of("female", "male"),
                "birthDate", List.of("1990-01-01", "2000-02-29"));
        new TreeMap<>(values).forEach((field, choices) -> {
            if (random.nextInt(3) == 0) {
                fields.put(field, any(choices));
            }
        });
        var custom = new LinkedHashMap<String, Object>();
        custom.put("size", any(List.of(1.5, 40, 7)));
        if (random.nextBoolean()) {
            custom.put("wedding", any(List.of("2020-02-02", "2021-03-03")));
            custom.put("secret", any(List.of("canary", "kestrel")));
        }
        fields.put("custom", custom);
        fields.put("location", Map.of("latitude", random.nextInt(90), "longitude", 5.25));
        shop.given()
                .contentType("application/merge-patch+json")
                .body(fields)
                .patch(CUSTOMERS + id(name))
                .then()
                .statusCode(200);
    }

    void order(String name, int i, String id) {
        var customer = id(name);
        if (name.equals("from")) {
            orders.add(id);
        }
        post(
                "/v1/orders",
                Map.of(
                        "customer",
                        customer,
                        "source",
                        "pos",
                        "externalId",
                        id,
                        "placedAt",
                        "2026-02-1" + i % 10 + "T10:00:00Z",
                        "total",
                        money(20 + random.nextInt(120) + ".00")));
        if (random.nextInt(4) == 0) {
            refund(id, id + "-r");
        }
    }

    private void event(String name, String id) {
        post(
                "/v1/events",
                Map.of(
                        "customer", id(name),
                        "source", "app",
                        "externalId", id,
                        "name", "login",
                        "occurredAt", "2026-02-15T10:00:00Z"));
    }

    private void consent(String name) {
        var said = new LinkedHashMap<String, Object>();
        said.put("purpose", any(List.of("marketing", "service")));
        said.put("channel", any(CHANNELS));
        said.put("state", any(STATES));
        said.put("occurredAt", "2026-02-0" + (1 + random.nextInt(9)) + "T10:00:00Z");
        post(CUSTOMERS + id(name) + "/consents", Map.of("consents", List.of(said)));
    }

    private void level(String name) {
        var given = new LinkedHashMap<String, Object>();
        given.put("level", any(LEVELS));
        if (random.nextInt(3) > 0) {
            given.put("lockUntil", "2026-" + any(DAYS.subList(1, DAYS.size())) + "T00:00:00Z");
        }
        put(CUSTOMERS + id(name) + "/levels/club", given);
    }

    /// Up to which a device has seen all.
    private long pull() {
        long number = shop.given()
                .get("/v1/sync/customer-tags?latest=true")
                .jsonPath()
                .getLong("number");
        bases.add(number);
        return number;
    }

    private void device(String name, int i, boolean adds, String tag, long base) {
        var operation = new LinkedHashMap<String, Object>();
        operation.put("id", name + "-" + i);
        operation.put("action", adds ? "add" : "remove");
        operation.put("customer", random.nextBoolean() ? id(name) : "pos:" + name);
        operation.put("tag", tag);
        operation.put("at", "2026-" + any(DAYS) + "T00:00:00Z");
        if (random.nextInt(3) > 0) {
            operation.put("base", base);
        }
        sent.add(operation);
        send(List.of(operation));
        if (random.nextInt(3) == 0) {
            pull();
        }
    }

    private String send(List<Map<String, Object>> operations) {
        return shop.given()
                .body(Map.of("device", "till", "operations", operations))
                .post("/v1/sync/customer-tags")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private String id(String name) {
        return name.equals("from") ? from : into;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    static Map<String, Object> money(String amount) {
        return Map.of("amount", amount, "currency", "CNY");
    }

    JsonPath merge() {
        return shop.given()
                .body(Map.of("from", from))
                .post(CUSTOMERS + into + "/merge")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    Response undo(String merger) {
        return shop.given().body(Map.of()).post(CUSTOMERS + into + "/merges/" + merger + "/undo");
    }

    /// What the API tells of the two, without what two shops or two instants never have in common.
    Map<String, Object> seen() {
        var seen = new TreeMap<String, Object>();
        for (var id : List.of(from, into)) {
            var name = id.equals(from) ? "from" : "into";
            for (var part : List.of("", "/consents", "/tags", "/segments", "/layers", "/levels/club", "/points")) {
                var answer = shop.given().get(CUSTOMERS + id + part);
                seen.put(name + part, answer.statusCode() + " " + neutral(answer.asString()));
            }
        }
        if (!sent.isEmpty()) {
            seen.put("sent again", neutral(send(sent)));
        }
        return seen;
    }

    private String neutral(String answer) {
        return answer.replace(from, "<from>")
                .replace(into, "<into>")
                .replaceAll("T\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", "")
                .replaceAll("\"(version|number)\":\\d+", "")
                .replaceAll("\"(id|lotId|entryId|cause|recordedBy|author)\":\"[^\"]*\"", "")
                .replaceAll(
                        "\"(updatedAt|recordedAt|createdAt|since|assignedAt|evaluatedAt|lastActivity|asOf|at|earnedAt|qualifiedSince)\":(\"[^\"]*\"|null)",
                        "");
    }

    private void put(String path, Map<String, ?> body) {
        shop.given().body(body).put(path).then().statusCode(lessThan(300));
    }

    private void post(String path, Map<String, ?> body) {
        shop.given().body(body).post(path).then().statusCode(lessThan(300));
    }

    private static void put(TestShop shop, String address, Map<String, ?> body) {
        shop.given().body(body).put("/v1/" + address).then().statusCode(201);
    }
}
