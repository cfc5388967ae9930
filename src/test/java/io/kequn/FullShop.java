package io.kequn;

import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A shop of fifty customers with tags, segments, orders and events, and what a caller should see of each:
/// customer 7 is `c7`, has the identity `pos:7`, 7 % 3 orders and 7 % 5 events, and lives in Oslo if the number
/// is even.
record FullShop(TestShop api) {
    private static final int CUSTOMERS = 50;

    static FullShop create() {
        var shop = TestShop.create();
        IntStream.range(0, CUSTOMERS)
                .forEach(i -> put(
                        shop, "customers/pos:" + i, Map.of("name", "c" + i, "city", i % 2 == 0 ? "Oslo" : "Bergen")));
        putTag(shop, "all", 1);
        putTag(shop, "first", CUSTOMERS);
        putTag(shop, "third", 3);
        publish(shop, "everyone", "TRUE");
        publish(shop, "oslo", "city = 'Oslo'");
        var orders = IntStream.range(0, CUSTOMERS)
                .boxed()
                .flatMap(i -> IntStream.range(0, i % 3).mapToObj(j -> order(i, j)))
                .collect(Collectors.joining("\n"));
        send(shop, "orders", orders);
        var events = IntStream.range(0, CUSTOMERS)
                .boxed()
                .flatMap(i -> IntStream.range(0, i % 5).mapToObj(j -> event(i, j)))
                .collect(Collectors.joining("\n"));
        send(shop, "events", events);
        return new FullShop(shop);
    }

    private static void send(TestShop shop, String what, String lines) {
        shop.given()
                .contentType("application/x-ndjson")
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/v1/" + what)
                .then()
                .statusCode(200);
    }

    private static void putTag(TestShop shop, String key, int every) {
        put(shop, "tags/" + key, Map.of("name", key));
        var customers =
                IntStream.range(0, CUSTOMERS).filter(i -> i % every == 0).mapToObj(i -> "pos:" + i);
        shop.given()
                .body(Map.of("customers", customers.toList()))
                .post("/v1/tags/" + key + "/assignments")
                .then()
                .statusCode(200);
    }

    private static void publish(TestShop shop, String key, String rule) {
        put(shop, "segments/" + key, Map.of("name", key, "rule", rule));
        shop.given().post("/v1/segments/" + key + "/publish").then().statusCode(200);
        Eventually.holds(
                () -> "ready".equals(shop.given().get("/v1/segments/" + key).path("status")));
    }

    private static void put(TestShop shop, String address, Map<String, ?> body) {
        shop.given().body(body).put("/v1/" + address).then().statusCode(201);
    }

    private static String order(int customer, int number) {
        return """
            {"customer": "pos:%1$d", "source": "pos", "externalId": "%1$d-%2$d", "placedAt": "2026-03-0%3$dT10:00:00Z", \
            "total": {"amount": "5.00", "currency": "CNY"}, "lines": [{"productId": "p", "quantity": 1, \
            "price": {"amount": "5.00", "currency": "CNY"}}]}\
            """.formatted(customer, number, number + 1);
    }

    private static String event(int customer, int number) {
        return """
            {"customer": "pos:%1$d", "source": "pos", "externalId": "%1$d-%2$d", "name": "n%2$d", \
            "occurredAt": "2026-03-0%3$dT10:00:00Z"}\
            """.formatted(customer, number, number + 1);
    }

    /// The latest events of all customers, at most three each.
    static Set<String> latestEvents() {
        return IntStream.range(0, CUSTOMERS)
                .boxed()
                .flatMap(i -> IntStream.range(Math.max(0, i % 5 - 3), i % 5).mapToObj(j -> i + "-" + j))
                .collect(Collectors.toSet());
    }

    /// What the answer should say of all customers, or of those in Oslo.
    static Set<String> expected(boolean onlyOslo, boolean orders) {
        return IntStream.range(0, CUSTOMERS)
                .filter(i -> i % 2 == 0 || !onlyOslo)
                .mapToObj(i -> expected(i, orders))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String expected(int i, boolean orders) {
        var tags = i == 0 ? List.of("all", "first", "third") : i % 3 == 0 ? List.of("all", "third") : List.of("all");
        var segments = i % 2 == 0 ? List.of("everyone", "oslo") : List.of("everyone");
        var latest = IntStream.range(0, i % 3).mapToObj(j -> i + "-" + (i % 3 - 1 - j));
        return "c" + i + tags + segments + (orders ? latest.toList() : "");
    }

    /// What an answer says of the customers at this place.
    static Set<String> seen(JsonPath answer, String path) {
        List<Map<String, Object>> customers = answer.getList(path);
        return customers.stream().map(FullShop::seen).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String seen(Map<String, Object> customer) {
        var orders = customer.containsKey("orders") ? each(below(customer.get("orders")), "externalId") : "";
        return customer.get("name") + "" + each(customer.get("tags"), "key") + each(customer.get("segments"), "key")
                + orders;
    }

    private static @Nullable Object below(Object connection) {
        return ((Map<?, ?>) connection).get("nodes");
    }

    private static List<Object> each(@Nullable Object objects, String field) {
        var found = new ArrayList<Object>();
        ((List<?>) objects).forEach(object -> found.add(((Map<?, ?>) object).get(field)));
        return found;
    }
}
