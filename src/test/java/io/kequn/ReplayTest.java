package io.kequn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A command sent again with its `Idempotency-Key` gets the first answer byte by byte, whatever has become of its
/// object since, and does nothing.
@KequnTest
class ReplayTest {
    private TestShop shop;

    @BeforeEach
    void openShop() {
        shop = TestShop.create();
    }

    @Test
    void segmentCommandsAnswerTheSameAgain() {
        var rule = Map.of("attribute", "days_between_orders", "operator", "lt", "value", 1.25);
        shop.given().body("{}").put("/v1/customers/pos:1").then().statusCode(201);
        var created = first("POST", "segments", Map.of("key", "a", "name", "A", "rule", rule));
        var put = first("PUT", "segments/b", Map.of("name", "B", "rule", "TRUE"));
        var changed = first("PATCH", "segments/b", Map.of("name", "B2"));
        var published = first("POST", "segments/b/publish", Map.of());
        Eventually.holds(() -> "ready".equals(shop.given().get("/v1/segments/b").path("status")));
        var copied = first("POST", "segments/b/duplicate", Map.of("key", "c", "name", "C"));
        var listed = first("PUT", "segments/list", Map.of("name", "L", "kind", "static"));
        var added = first("POST", "segments/list/members", Map.of("add", new String[] {"pos:1"}));
        var archived = first("POST", "segments/b/archive", Map.of());
        Eventually.holds(() -> shop.given().get("/v1/segments/b").<Integer>path("memberCount") == 0);
        var back = first("POST", "segments/b/unarchive", Map.of());

        change("PATCH", "segments/a", Map.of("name", "Other", "rule", "number_of_orders = 3"));
        change("PATCH", "segments/b", Map.of("name", "Other"));
        change("DELETE", "segments/c", Map.of());
        change("POST", "segments/list/members", Map.of("remove", new String[] {"pos:1"}));

        assertThat(created.answer.<Object>path("ruleJson.value")).hasToString("1.25");
        assertThat(published.answer.<Object>path("status")).isEqualTo("building");
        again(created, put, changed, published, copied, listed, added, archived, back);
        assertThat(shop.given().get("/v1/segments/b").<String>path("name")).isEqualTo("Other");
        shop.given().get("/v1/segments/c").then().statusCode(404);
    }

    @Test
    void tagCommandsAnswerTheSameAgain() {
        var group = first("POST", "tag-groups", Map.of("key", "g", "name", "G", "kind", "custom"));
        var groupChange = first("PATCH", "tag-groups/g", Map.of("name", "G2"));
        var tag = first("POST", "tags", Map.of("key", "t", "name", "T", "groupKey", "g"));
        var put = first("PUT", "tags/u", Map.of("name", "U"));
        var tagChange = first("PATCH", "tags/t", Map.of("color", "#ff0000"));

        shop.given().body("{}").put("/v1/customers/pos:1").then().statusCode(201);
        change("PUT", "customers/pos:1/tags/t", Map.of());
        change("DELETE", "tags/u", Map.of());
        change("PATCH", "tag-groups/g", Map.of("name", "Other"));

        again(group, groupChange, tag, put, tagChange);
    }

    @Test
    void customerAndAttributeCommandsAnswerTheSameAgain() {
        var attribute = first("PUT", "attributes/size", Map.of("name", "S", "type", "string"));
        var made = first("POST", "customers", Map.of("name", "Ada", "custom", Map.of("size", "L")));
        String id = made.answer.path("customer.id");
        var linked = first("PUT", "customers/" + id + "/identities/pos:1", Map.of());
        var tagged = first("PATCH", "customers/" + id, Map.of("city", "Oslo"));

        change("DELETE", "customers/" + id, Map.of());

        again(attribute, made, linked, tagged);
        shop.given().get("/v1/customers/" + id).then().statusCode(404);
    }

    /// The key of a path is looked at after the `Idempotency-Key` has been claimed.
    @Test
    void longNamesInPathsAreAnsweredAsWithoutAKey() {
        var random = new Random(11);
        var name = random.ints(5_000, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        for (var path : List.of("/v1/tags/" + name + "/assignments", "/v1/segments/" + name + "/publish")) {
            var body = path.contains("tags") ? Map.of("segment", "x") : Map.of();
            String bare = shop.given().body(body).post(path).path("code");

            shop.given()
                    .header("Idempotency-Key", "k")
                    .body(body)
                    .post(path)
                    .then()
                    .statusCode(404)
                    .body("code", is(bare));
        }
    }

    /// Whoever may write but not read gets the answer to the own command.
    @Test
    void writingNeedsNoScopeForReading() {
        var writer = shop.withScopes("tags:write", "segments:write", "segments:publish");

        writer.given().body(Map.of("name", "T")).put("/v1/tags/t").then().statusCode(201);
        writer.given()
                .body(Map.of("name", "G", "kind", "custom"))
                .put("/v1/tag-groups/g")
                .then()
                .statusCode(201);
        writer.given()
                .body(Map.of("name", "S", "rule", "TRUE"))
                .put("/v1/segments/s")
                .then()
                .statusCode(201);
        writer.given().body(Map.of("name", "S2")).patch("/v1/segments/s").then().statusCode(200);
        writer.given().post("/v1/segments/s/publish").then().statusCode(200);
        writer.given().get("/v1/segments/s").then().statusCode(403);
    }

    private record Sent(String method, String address, Map<String, ?> body, String key, Response answer) {}

    private Sent first(String method, String address, Map<String, ?> body) {
        var key = UUID.randomUUID().toString();
        var answer = send(method, address, body, key);
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, address, answer.asString())
                .isBetween(200, 299);
        assertThat(answer.header("Idempotent-Replayed")).isNull();
        return new Sent(method, address, body, key, answer);
    }

    private void again(Sent... commands) {
        for (var command : commands) {
            var answer = send(command.method, command.address, command.body, command.key);
            assertThat(answer.asString()).as("%s", command).isEqualTo(command.answer.asString());
            assertThat(answer.statusCode()).as("%s", command).isEqualTo(command.answer.statusCode());
            assertThat(answer.header("Location")).isEqualTo(command.answer.header("Location"));
            assertThat(answer.header("ETag")).isEqualTo(command.answer.header("ETag"));
            assertThat(answer.header("Idempotent-Replayed")).as("%s", command).isEqualTo("true");
        }
    }

    private void change(String method, String address, Map<String, ?> body) {
        var answer = send(method, address, body, UUID.randomUUID().toString());
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, address, answer.asString())
                .isBetween(200, 299);
    }

    private Response send(String method, String address, Map<String, ?> body, String key) {
        var request = shop.given().header("Idempotency-Key", key);
        return (method.equals("DELETE") ? request : request.body(body)).request(method, "/v1/" + address);
    }
}
