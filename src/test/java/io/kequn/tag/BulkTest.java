package io.kequn.tag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A tag for many customers.
@KequnTest
class BulkTest {
    private Tags tags;

    private TestShop shop() {
        return tags.shop();
    }

    @BeforeEach
    void openShop() {
        tags = new Tags(TestShop.create());
        tags.define("vip");
    }

    @Test
    void eachCustomerHasItsResult() {
        tags.customers(2);
        tags.assign("pos:2", "vip");

        bulk(Map.of("customers", List.of("pos:1", "pos:2", "pos:404", "nonsense", "pos:1")))
                .statusCode(200)
                .body("items.index", contains(0, 1, 2, 3, 4))
                .body(
                        "items.status",
                        contains("added", "unchanged", "customer_not_found", "customer_not_found", "unchanged"))
                .body("items[2].customerId", nullValue())
                .body("job", nullValue());
        String again = shop().given().get("/v1/customers/pos:2").path("id");
        bulk(Map.of("operation", "remove", "customers", List.of("pos:1", "pos:2", "pos:404", again)))
                .body("items.status", contains("removed", "removed", "customer_not_found", "unchanged"));
        assertThat(tags.count("vip")).isZero();
    }

    @Test
    void thousandAreDoneAtOnce() {
        tags.customers(1_000);

        bulk(Map.of("customers", references(1_000))).statusCode(200).body("items", hasSize(1_000));

        assertThat(tags.count("vip")).isEqualTo(1_000);
    }

    @Test
    void moreAreDoneByAJob() {
        tags.customers(2_500);
        var named = new java.util.ArrayList<>(references(2_500));
        named.add("pos:9999");
        named.add("nonsense");

        var id = bulk(Map.of("customers", named))
                .statusCode(202)
                .body("items", empty())
                .body("job.kind", is("tag-assignment"))
                .body("job.total", is(2_502))
                .extract()
                .<String>path("job.id");

        ended(id).body("status", is("succeeded")).body("done", is(2_500)).body("failed", is(2));
        assertThat(tags.count("vip")).isEqualTo(2_500);
    }

    @Test
    void jobTakesTheMembersOfItsStart() {
        tags.customers(1_200);
        publish("buyers", "number_of_orders > 0");

        var id = bulk(Map.of("segment", "buyers"))
                .statusCode(202)
                .body("job.total", is(1_200))
                .extract()
                .<String>path("job.id");

        ended(id).body("status", is("succeeded")).body("done", is(1_200));
        assertThat(tags.count("vip")).isEqualTo(1_200);
        var forced = shop().given()
                .delete("/v1/tags/vip?force=true")
                .then()
                .body("customers", is(1_200))
                .body("job.id", notNullValue())
                .extract()
                .<String>path("job.id");
        shop().given().get("/v1/tags/vip").then().statusCode(404);
        ended(forced).body("status", is("succeeded"));
        tags.define("vip");
        assertThat(tags.count("vip")).isZero();
    }

    @Test
    void smallSegmentIsDoneAtOnce() {
        tags.customers(3);
        publish("buyers", "number_of_orders > 0");

        bulk(Map.of("segment", "buyers"))
                .statusCode(200)
                .body("items", hasSize(3))
                .body("items.status", contains("added", "added", "added"));
    }

    @Test
    void filterSelectsWhoIsTagged() {
        tags.customers(4);
        tags.define("seen");
        tags.assign("pos:2", "vip");

        shop().given()
                .body(Map.of("filter", "number_of_orders > 0 AND NOT customer_tags CONTAINS 'vip'"))
                .post("/v1/tags/seen/assignments")
                .then()
                .statusCode(200)
                .body("items.status", contains("added", "added", "added"));
        bulk(Map.of("operation", "remove", "filter", "customer_tags CONTAINS 'vip'"))
                .body("items.status", contains("removed"));

        assertThat(tags.count("seen")).isEqualTo(3);
        assertThat(tags.count("vip")).isZero();
        bulk(Map.of("filter", "amount_spent > 1000000")).statusCode(200).body("items", empty());
    }

    @Test
    void jobTakesWhomTheFilterSelectsAtItsStart() {
        tags.customers(1_200);
        tags.assign("pos:7", "vip");

        var id = bulk(Map.of("filter", "NOT customer_tags CONTAINS 'vip'"))
                .statusCode(202)
                .body("job.total", is(1_199))
                .extract()
                .<String>path("job.id");

        ended(id).body("status", is("succeeded")).body("done", is(1_199)).body("failed", is(0));
        assertThat(tags.count("vip")).isEqualTo(1_200);
    }

    @Test
    void filterIsReadAsEverywhere() {
        bulk(Map.of("filter", "amount_spend > 1"))
                .statusCode(422)
                .body("code", is("rule_invalid"))
                .body("errors[0].pointer", is("/filter"))
                .body("errors[0].position.column", is(1));
        bulk(Map.of("filter", " ")).statusCode(422).body("errors[0].pointer", is("/filter"));
        shop().withScopes("tags:write")
                .given()
                .body(Map.of("filter", "amount_spent > 1"))
                .post("/v1/tags/vip/assignments")
                .then()
                .statusCode(403)
                .body("detail", containsString("customers:read"));
    }

    @Test
    void cancelledJobLeavesWhatItHasDone() {
        tags.customers(2_500);
        var id = bulk(Map.of("customers", references(2_500))).extract().<String>path("job.id");

        shop().given().post("/v1/jobs/" + id + "/cancel");

        var status = ended(id).extract();
        int done = status.<Integer>path("done");
        assertThat(status.<String>path("status")).isIn("cancelled", "succeeded");
        assertThat(tags.count("vip")).isEqualTo(done);
    }

    @Test
    void repetitionWithTheSameKeyIsReplayed() {
        tags.customers(1_001);
        var body = Map.of("customers", references(1_001));

        var first = keyed(body).statusCode(202).extract().<String>path("job.id");
        var second = keyed(body)
                .statusCode(202)
                .header("Idempotent-Replayed", "true")
                .extract()
                .<String>path("job.id");

        assertThat(second).isEqualTo(first);
        ended(first).body("status", is("succeeded"));
        keyed(Map.of("customers", List.of("pos:1"))).statusCode(422).body("code", is("idempotency_key_reuse"));
    }

    @Test
    void badBulkIsRefused() {
        for (var body : List.of(
                "{}",
                "{\"customers\": []}",
                "{\"customers\": [null]}",
                "{\"customers\": [1]}",
                "{\"customers\": [\"pos:1\"], \"segment\": \"x\"}",
                "{\"segment\": \"nobody\"}",
                "{\"customers\": [\"pos:1\"], \"filter\": \"amount_spent > 1\"}",
                "{\"filter\": \"\"}",
                "{\"filter\": 1}",
                "{\"customers\": [\"pos:1\"], \"operation\": \"toggle\"}",
                "{\"customers\": [\"pos:1\"], \"operation\": \"remove\", \"expiresAt\": \"2999-01-01T00:00:00Z\"}",
                "[]",
                "null")) {
            int status = shop().given()
                    .body(body)
                    .post("/v1/tags/vip/assignments")
                    .then()
                    .extract()
                    .statusCode();
            assertThat(status).as(body).isBetween(400, 422);
        }
        shop().given()
                .body(Map.of("customers", List.of("pos:1")))
                .post("/v1/tags/nobody/assignments")
                .then()
                .statusCode(404);
    }

    @Test
    void membershipsOfAllAreTold() {
        tags.customers(3);
        publish("vips", "customer_tags CONTAINS 'vip'");

        bulk(Map.of("customers", references(3))).body("membershipChanges", hasSize(3));

        shop().given().get("/v1/segments/vips").then().body("memberCount", is(3));
    }

    private ValidatableResponse bulk(Map<String, ?> body) {
        return shop().given().body(body).post("/v1/tags/vip/assignments").then();
    }

    private ValidatableResponse keyed(Map<String, ?> body) {
        return shop().given()
                .header("Idempotency-Key", "k1")
                .body(body)
                .post("/v1/tags/vip/assignments")
                .then();
    }

    private ValidatableResponse ended(String id) {
        Eventually.holds(
                () -> shop().given().get("/v1/jobs/" + id).then().extract().path("finishedAt") != null);
        return shop().given().get("/v1/jobs/" + id).then().statusCode(200);
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

    private static List<String> references(int n) {
        return IntStream.rangeClosed(1, n).mapToObj(i -> "pos:" + i).toList();
    }
}
