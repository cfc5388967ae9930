package io.kequn.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.Eventually;
import io.kequn.TestShop;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Events as the tests send them, and what the service then says of them.
record Events(TestShop shop) {
    /// Local noon of the shops here.
    static final String NOW = "2026-06-01T12:00:00";

    static final String AT = "2026-05-31T10:00:00Z";

    static Events ofNewShop() {
        return new Events(TestShop.createAt(NOW));
    }

    /// `customer` at `app`, an event of 31 May.
    static Map<String, Object> event(String id, String customer, String name, Object... properties) {
        var event = new LinkedHashMap<String, Object>();
        event.put("customer", "app:" + customer);
        event.put("source", "app");
        event.put("externalId", id);
        event.put("name", name);
        event.put("occurredAt", AT);
        event.put("properties", with(Map.of(), properties));
        return event;
    }

    /// The object with other fields: name, value, name, value …
    static Map<String, Object> with(Map<String, Object> object, Object... fields) {
        var changed = new LinkedHashMap<>(object);
        for (int i = 0; i < fields.length; i += 2) {
            changed.put((String) fields[i], fields[i + 1]);
        }
        return changed;
    }

    ValidatableResponse send(Map<String, Object> event) {
        return shop.given().body(event).post("/v1/events").then();
    }

    /// The answers to a batch, one by line.
    List<JsonPath> answers(List<String> lines) {
        var body = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return shop.given()
                .contentType("application/x-ndjson")
                .body(body)
                .post("/v1/events")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(JsonPath::new)
                .toList();
    }

    static String json(Map<String, Object> event) {
        try {
            return new ObjectMapper().writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonPath get(String path) {
        return shop.given().get("/v1/" + path).then().statusCode(200).extract().jsonPath();
    }

    void publish(String key, String rule) {
        shop.given()
                .body(Map.of("name", key, "rule", rule))
                .put("/v1/segments/" + key)
                .then()
                .statusCode(201);
        shop.given().post("/v1/segments/" + key + "/publish").then().statusCode(200);
        awaitBuilt(key);
    }

    ValidatableResponse validate(String rule) {
        return shop.given()
                .body(Map.of("rule", rule))
                .post("/v1/segments/validate")
                .then();
    }

    void awaitBuilt(String key) {
        Eventually.holds(
                () -> "ready".equals(shop.given().get("/v1/segments/" + key).path("status")));
    }

    /// The customers at `app` who are stored as members, in order.
    List<String> members(String key) {
        return get("segments/" + key + "/members?limit=200")
                .<String>getList("items.customer.identities.flatten().externalId")
                .stream()
                .sorted()
                .collect(Collectors.toList());
    }

    ValidatableResponse declare(String event, Map<String, String> types) {
        var properties = types.entrySet().stream()
                .map(type -> Map.of("name", type.getKey(), "type", type.getValue()))
                .toList();
        return shop.given()
                .body(Map.of("properties", properties))
                .put("/v1/event-definitions/" + event)
                .then();
    }

    JsonPath ask(String document) {
        return shop.given().body(Map.of("query", document)).post("/graphql").jsonPath();
    }
}
