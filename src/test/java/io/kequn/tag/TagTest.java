package io.kequn.tag;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Definitions of tags and groups.
@KequnTest
class TagTest {
    private Tags tags;

    private TestShop shop() {
        return tags.shop();
    }

    @BeforeEach
    void openShop() {
        tags = new Tags(TestShop.create());
    }

    @Test
    void tagIsMadeByItsKeyAndMadeAgain() {
        var spec = Map.of("name", "贵宾", "description", "花得多", "color", "#1A7F37");

        shop().given()
                .body(spec)
                .put("/v1/tags/vip")
                .then()
                .statusCode(201)
                .header("Location", endsWith("/v1/tags/vip"))
                .body("key", is("vip"))
                .body("name", is("贵宾"))
                .body("color", is("#1a7f37"))
                .body("groupKey", nullValue())
                .body("customerCount", is(0));
        shop().given().body(spec).put("/v1/tags/vip").then().statusCode(200).body("version", is(1));
    }

    @Test
    void takenKeyIsRefused() {
        tags.define("vip");

        shop().given()
                .body(Map.of("key", "vip", "name", "other"))
                .post("/v1/tags")
                .then()
                .statusCode(409)
                .body("code", is("key_taken"));
    }

    @Test
    void patchChangesWhatItMentions() {
        shop().given()
                .body(Map.of("name", "a", "description", "b", "color", "#ffffff"))
                .put("/v1/tags/vip");
        var patch = new HashMap<String, Object>();
        patch.put("name", "c");
        patch.put("color", null);

        shop().given()
                .body(patch)
                .patch("/v1/tags/vip")
                .then()
                .statusCode(200)
                .body("name", is("c"))
                .body("description", is("b"))
                .body("color", nullValue())
                .body("version", is(2));
    }

    @Test
    void staleVersionIsRefused() {
        tags.define("vip");

        var call = shop().given().header("If-Match", "\"7.0\"").body(Map.of("name", "x"));

        call.patch("/v1/tags/vip").then().statusCode(412).body("code", is("version_mismatch"));
        shop().given()
                .header("If-Match", "\"1.0\"")
                .body(Map.of("name", "x"))
                .patch("/v1/tags/vip")
                .then()
                .statusCode(200);
    }

    @Test
    void listGoesByKeyAndGroup() {
        tags.group("stage", false);
        tags.define("b", "c");
        tags.defineIn("stage", "a", "d");

        var next = shop().given()
                .get("/v1/tags?limit=3&count=true")
                .then()
                .body("items.key", contains("a", "b", "c"))
                .body("page.total", is(4))
                .extract()
                .<String>path("page.next");
        shop().given().get("/v1/tags?after=" + next).then().body("items.key", contains("d"));
        shop().given().get("/v1/tags?group=stage").then().body("items.key", contains("a", "d"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {} | 400 | input_invalid
        {"name": ""} | 422 | value_invalid
        {"name": "x", "color": "red"} | 422 | value_invalid
        {"name": "x", "color": "#12345"} | 422 | value_invalid
        {"name": "x", "groupKey": "nobody"} | 422 | reference_unknown
        {"name": "x", "unknown": 1} | 400 | field_unknown
        {"name": 7} | 400 | input_invalid
        """)
    void badTagIsRefused(String body, int status, String code) {
        shop().given().body(body).put("/v1/tags/x").then().statusCode(status).body("code", is(code));

        shop().given().get("/v1/tags/x").then().statusCode(404).body("code", is("tag_not_found"));
    }

    @Test
    void badKeyIsRefused() {
        shop().given()
                .body(Map.of("name", "x"))
                .put("/v1/tags/Big Spender")
                .then()
                .statusCode(422);
    }

    @Test
    void unusedTagIsDeleted() {
        tags.define("vip");

        shop().given()
                .delete("/v1/tags/vip")
                .then()
                .statusCode(200)
                .body("customers", is(0))
                .body("job", nullValue());

        shop().given().get("/v1/tags/vip").then().statusCode(404);
        shop().given().delete("/v1/tags/vip").then().statusCode(404);
        tags.define("vip");
    }

    @Test
    void assignedTagIsDeletedByForceOnly() {
        tags.define("vip", "other");
        tags.customer("pos:1");
        tags.assign("pos:1", "vip").statusCode(200);
        tags.assign("pos:1", "other").statusCode(200);

        shop().given()
                .delete("/v1/tags/vip")
                .then()
                .statusCode(409)
                .body("code", is("in_use"))
                .body("detail", containsString("1 customer has the tag"));
        shop().given()
                .delete("/v1/tags/vip?force=true")
                .then()
                .statusCode(200)
                .body("customers", is(1))
                .body("job.status", is("succeeded"));

        shop().given().get("/v1/customers/pos:1/tags").then().body("items.key", contains("other"));
        tags.define("vip");
    }

    @Test
    void tagThatARuleReadsIsNotDeleted() {
        tags.define("vip");
        publish("spenders", "customer_tags CONTAINS 'vip'");

        shop().given()
                .delete("/v1/tags/vip?force=true")
                .then()
                .statusCode(409)
                .body("code", is("in_use"))
                .body("detail", containsString("spenders"));
    }

    @Test
    void exclusiveGroupTakesNoTagThatWouldBeSecond() {
        tags.group("stage", true);
        tags.defineIn("stage", "new");
        tags.define("old");
        tags.customer("pos:1");
        tags.assign("pos:1", "new").statusCode(200);
        tags.assign("pos:1", "old").statusCode(200);

        shop().given()
                .body(Map.of("groupKey", "stage"))
                .patch("/v1/tags/old")
                .then()
                .statusCode(409)
                .body("code", is("state_conflict"));
    }

    @Test
    void groupBecomesExclusiveOnlyWhileNobodyHasSeveral() {
        tags.group("stage", false);
        tags.defineIn("stage", "new", "old");
        tags.customer("pos:1");
        tags.assign("pos:1", "new").statusCode(200);
        tags.assign("pos:1", "old").statusCode(200);

        shop().given()
                .body(Map.of("exclusive", true))
                .patch("/v1/tag-groups/stage")
                .then()
                .statusCode(409)
                .body("detail", containsString("1 customer has several tags"));
        shop().given().delete("/v1/customers/pos:1/tags/old").then().statusCode(200);
        shop().given()
                .body(Map.of("exclusive", true))
                .patch("/v1/tag-groups/stage")
                .then()
                .statusCode(200)
                .body("exclusive", is(true))
                .body("kind", is("custom"));
    }

    @Test
    void groupWithTagsIsNotDeleted() {
        tags.group("stage", false);
        tags.defineIn("stage", "new");

        shop().given().delete("/v1/tag-groups/stage").then().statusCode(409).body("code", is("in_use"));
        shop().given().delete("/v1/tags/new").then().statusCode(200);
        shop().given().delete("/v1/tag-groups/stage").then().statusCode(204);
        shop().given().get("/v1/tag-groups/stage").then().statusCode(404).body("code", is("tag_group_not_found"));
    }

    @Test
    void badGroupIsRefused() {
        shop().given()
                .body(Map.of("name", "x", "kind", "magic"))
                .put("/v1/tag-groups/x")
                .then()
                .statusCode(422);
        shop().given().body(Map.of()).put("/v1/tag-groups/x").then().statusCode(400);
    }

    @Test
    void otherShopSeesNothing() {
        tags.group("stage", false);
        tags.define("vip");
        var other = TestShop.create();

        other.given().get("/v1/tags/vip").then().statusCode(404);
        other.given().get("/v1/tags").then().body("items.size()", is(0));
        other.given().get("/v1/tag-groups").then().body("items.size()", is(0));
        other.given().body(Map.of("name", "y")).patch("/v1/tags/vip").then().statusCode(404);
        other.given().delete("/v1/tags/vip?force=true").then().statusCode(404);
        other.given()
                .body(Map.of("name", "x", "groupKey", "stage"))
                .put("/v1/tags/x")
                .then()
                .statusCode(422);
        shop().given().get("/v1/tags/vip").then().body("name", is("vip"));
    }

    @Test
    void readerDoesNotWrite() {
        tags.define("vip");
        var reader = shop().withScopes("tags:read");

        reader.given().get("/v1/tags/vip").then().statusCode(200);
        reader.given().body(Map.of("name", "x")).put("/v1/tags/x").then().statusCode(403);
        reader.given().delete("/v1/tags/vip").then().statusCode(403);
        shop().withScopes("orders:read").given().get("/v1/tags").then().statusCode(403);
    }

    private void publish(String key, String rule) {
        shop().given()
                .body(Map.of("name", key, "rule", rule))
                .put("/v1/segments/" + key)
                .then()
                .statusCode(201);
        shop().given().post("/v1/segments/" + key + "/publish").then().statusCode(200);
        Eventually.holds(() -> "ready"
                .equals(shop().given()
                        .get("/v1/segments/" + key)
                        .then()
                        .extract()
                        .path("status")));
    }
}
