package io.kequn.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.oneOf;

import io.kequn.TestShop;
import io.kequn.segment.Segments;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// What tests of events do again and again.
record Following(TestShop shop) {
    /// A shop with the tags `a` and `b`, of which `b` is of the group `g`, and a segment of whoever has `a`.
    static Following open() {
        var shop = TestShop.create();
        put(shop, "/v1/tag-groups/g", Map.of("name", "g"));
        put(shop, "/v1/tags/a", Map.of("name", "a"));
        put(shop, "/v1/tags/b", Map.of("name", "b", "groupKey", "g"));
        new Segments(shop).publish("of-a", "customer_tags CONTAINS 'a'");
        return new Following(shop);
    }

    private static void put(TestShop shop, String path, Map<String, ?> body) {
        shop.given().body(body).put(path).then().statusCode(oneOf(200, 201));
    }

    /// Makes a customer and gives its id.
    String customer(String identity) {
        shop.given()
                .body(Map.of("city", "Oslo"))
                .put("/v1/customers/" + identity)
                .then()
                .statusCode(201);
        return shop.given().get("/v1/customers/" + identity).path("id");
    }

    void tag(String customer, String tag) {
        shop.given()
                .body(Map.of())
                .put("/v1/customers/" + customer + "/tags/" + tag)
                .then()
                .statusCode(200);
    }

    void untag(String customer, String tag) {
        shop.given().delete("/v1/customers/" + customer + "/tags/" + tag).then().statusCode(200);
    }

    ValidatableResponse page(Map<String, ?> query) {
        return shop.given().queryParams(query).get("/v1/changes").then();
    }

    /// All events by pages of this size.
    List<Map<String, Object>> all(Map<String, ?> query, int limit) {
        var events = new ArrayList<Map<String, Object>>();
        var asked = new TreeMap<String, Object>(query);
        asked.put("limit", limit);
        JsonPath page;
        int pages = 0;
        do {
            page = page(asked).statusCode(200).extract().jsonPath();
            events.addAll(page.getList("items"));
            asked.put("since", page.getString("token"));
            assertThat(pages++).isLessThan(1_000);
        } while (page.getBoolean("more"));
        return events;
    }

    static String type(Map<String, ?> event) {
        return (String) event.get("type");
    }

    static List<String> types(List<? extends Map<String, ?>> events) {
        return events.stream().map(Following::type).toList();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> data(Map<String, ?> event) {
        return (Map<String, Object>) event.get("data");
    }

    /// Who has which tags and is in which segments after these events, from nothing: `tag a` and `segment of-a`.
    static Map<String, TreeSet<String>> rebuilt(List<? extends Map<String, ?>> events) {
        var state = new TreeMap<String, TreeSet<String>>();
        for (var event : events) {
            var data = data(event);
            var customer = (String) data.get("customerId");
            var held = state.computeIfAbsent(customer, id -> new TreeSet<>());
            switch (type(event)) {
                case "tag.assigned.v1" ->
                    assertThat(held.add("tag " + data.get("tag"))).isTrue();
                case "tag.removed.v1" ->
                    assertThat(held.remove("tag " + data.get("tag"))).isTrue();
                case "segment.member.entered.v1" ->
                    assertThat(held.add("segment " + data.get("segment"))).isTrue();
                case "segment.member.left.v1" ->
                    assertThat(held.remove("segment " + data.get("segment"))).isTrue();
                default -> {}
            }
        }
        state.values().removeIf(TreeSet::isEmpty);
        return state;
    }

    /// The same as the service shows it.
    Map<String, TreeSet<String>> shown() {
        var state = new TreeMap<String, TreeSet<String>>();
        List<String> ids = shop.given().get("/v1/customers?limit=200").path("items.id");
        for (var id : ids) {
            var held = new TreeSet<String>();
            keys(id, "tags").forEach(key -> held.add("tag " + key));
            keys(id, "segments").forEach(key -> held.add("segment " + key));
            if (!held.isEmpty()) {
                state.put(id, held);
            }
        }
        return state;
    }

    private List<String> keys(String customer, String what) {
        return shop.given().get("/v1/customers/" + customer + "/" + what).path("items.key");
    }
}
