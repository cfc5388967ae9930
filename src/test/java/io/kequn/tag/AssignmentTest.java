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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tags of one customer.
@KequnTest
class AssignmentTest {
    private static final int WRITERS = 20;

    private Tags tags;

    private TestShop shop() {
        return tags.shop();
    }

    @BeforeEach
    void openShop() {
        tags = new Tags(TestShop.create());
        tags.customer("pos:1");
    }

    @Test
    void tagIsGivenOnce() {
        tags.define("vip");

        tags.assign("pos:1", "vip")
                .statusCode(200)
                .body("added", contains("vip"))
                .body("tags[0].source", is("api"))
                .body("tags[0].assignedAt", notNullValue())
                .body("tags[0].expiresAt", nullValue());
        tags.assign("pos:1", "vip").statusCode(200).body("added", empty()).body("tags", hasSize(1));
        shop().given().get("/v1/tags/vip").then().body("customerCount", is(1));
    }

    @Test
    void tagIsTakenAwayOnce() {
        tags.define("vip");
        tags.assign("pos:1", "vip");

        shop().given()
                .delete("/v1/customers/pos:1/tags/vip")
                .then()
                .statusCode(200)
                .body("removed", contains("vip"));
        shop().given()
                .delete("/v1/customers/pos:1/tags/vip")
                .then()
                .statusCode(200)
                .body("removed", empty());
        assertThat(tags.of("pos:1")).isEmpty();
    }

    @Test
    void customerIsNamedByIdToo() {
        tags.define("vip");
        var id = tags.customer("pos:2");

        tags.assign(id, "vip").statusCode(200).body("customerId", is(id));

        assertThat(tags.of("pos:2")).containsExactly("vip");
    }

    @Test
    void editAddsAndRemovesInOneGo() {
        tags.define("a", "b", "c");
        tags.assign("pos:1", "a");

        shop().given()
                .body(Map.of("add", List.of("b", "c", "b"), "remove", List.of("a")))
                .patch("/v1/customers/pos:1/tags")
                .then()
                .statusCode(200)
                .body("added", contains("b", "c"))
                .body("removed", contains("a"))
                .body("tags.key", contains("b", "c"));
    }

    @Test
    void unknownTagIsRefusedWithTheNearest() {
        tags.define("big-spender");

        shop().given()
                .body(Map.of("add", List.of("big-spendr")))
                .patch("/v1/customers/pos:1/tags")
                .then()
                .statusCode(422)
                .body("code", is("reference_unknown"))
                .body("errors[0].pointer", is("/add/0"))
                .body("errors[0].message", containsString("big-spender"));
        tags.assign("pos:1", "nobody").statusCode(404).body("code", is("tag_not_found"));
        shop().given().delete("/v1/customers/pos:1/tags/nobody").then().statusCode(404);
    }

    @Test
    void unknownCustomerIsRefused() {
        tags.define("vip");

        tags.assign("pos:404", "vip").statusCode(404).body("code", is("customer_not_found"));
        tags.assign("nonsense", "vip").statusCode(404);
        shop().given().get("/v1/customers/pos:404/tags").then().statusCode(404);
    }

    @Test
    void badEditIsRefused() {
        tags.define("a");

        for (var body : List.of(
                "{}",
                "{\"add\": [\"a\"], \"remove\": [\"a\"]}",
                "{\"add\": [null]}",
                "{\"add\": [7]}",
                "{\"add\": \"a\"}",
                "{\"add\": [\"a\"], \"source\": \"rule\"}",
                "{\"add\": [\"a\"], \"expiresAt\": \"2001-01-01T00:00:00Z\"}",
                "{\"add\": [\"a\"], \"expiresAt\": \"2026-02-30T00:00:00Z\"}")) {
            int status = shop().given()
                    .body(body)
                    .patch("/v1/customers/pos:1/tags")
                    .then()
                    .extract()
                    .statusCode();
            assertThat(status).as(body).isBetween(400, 422);
        }
        assertThat(tags.of("pos:1")).isEmpty();
    }

    @Test
    void exclusiveGroupKeepsTheLast() {
        tags.group("stage", true);
        tags.defineIn("stage", "new", "old");
        tags.define("free");
        tags.assign("pos:1", "free");
        tags.assign("pos:1", "new");

        tags.assign("pos:1", "old")
                .statusCode(200)
                .body("added", contains("old"))
                .body("removed", contains("new"));

        assertThat(tags.of("pos:1")).containsExactly("free", "old");
        shop().given()
                .body(Map.of("add", List.of("new", "old")))
                .patch("/v1/customers/pos:1/tags")
                .then()
                .statusCode(422);
    }

    @Test
    void membershipFollowsTheTagInTheSameRequest() {
        tags.define("vip");
        publish("vips", "customer_tags CONTAINS 'vip'");

        tags.assign("pos:1", "vip")
                .body("membershipChanges", hasSize(1))
                .body("membershipChanges[0].key", is("vips"))
                .body("membershipChanges[0].operation", is("entered"));
        shop().given().delete("/v1/customers/pos:1/tags/vip").then().body("membershipChanges[0].operation", is("left"));
    }

    @Test
    void writersOfDifferentTagsLoseNothing() {
        var keys = IntStream.range(0, WRITERS).mapToObj(i -> "t" + i).toArray(String[]::new);
        tags.define(keys);

        together(i -> tags.assign("pos:1", "t" + i).extract().statusCode());

        assertThat(tags.of("pos:1")).containsExactlyInAnyOrder(keys);
    }

    @Test
    void exclusiveGroupLeavesOneUnderManyWriters() {
        tags.group("stage", true);
        tags.defineIn(
                "stage", IntStream.range(0, WRITERS).mapToObj(i -> "t" + i).toArray(String[]::new));

        together(i -> tags.assign("pos:1", "t" + i).extract().statusCode());

        assertThat(tags.of("pos:1")).hasSize(1);
    }

    @Test
    void tagLastsUntilTheLaterInstant() {
        tags.define("vip");
        var soon = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var later = soon.plus(1, ChronoUnit.DAYS);

        assignUntil(later);
        assignUntil(soon);
        shop().given().get("/v1/customers/pos:1/tags").then().body("items[0].expiresAt", is(later.toString()));
        tags.assign("pos:1", "vip").body("added", empty()).body("tags[0].expiresAt", nullValue());
    }

    @Test
    void tagExpiresWithItsMemberships() {
        tags.define("vip");
        publish("vips", "customer_tags CONTAINS 'vip'");
        assignUntil(Instant.now().plus(1500, ChronoUnit.MILLIS));
        assertThat(tags.of("pos:1")).containsExactly("vip");

        Eventually.holds(() -> tags.of("pos:1").isEmpty());

        shop().given().get("/v1/segments/vips").then().body("memberCount", is(0));
    }

    @Test
    void customersOfATagAreListed() {
        tags.define("vip");
        for (int i = 1; i <= 3; i++) {
            tags.customer("pos:" + (i + 10));
            tags.assign("pos:" + (i + 10), "vip");
        }

        var next = shop().given()
                .get("/v1/tags/vip/customers?limit=2&count=true")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[0].customer.id", notNullValue())
                .body("items[0].assignedAt", notNullValue())
                .body("page.total", is(3))
                .extract()
                .<String>path("page.next");
        shop().given().get("/v1/tags/vip/customers?after=" + next).then().body("items", hasSize(1));
        shop().given().get("/v1/tags/nobody/customers").then().statusCode(404);
    }

    @Test
    void mergedCustomerKeepsTheTagsOfBoth() {
        tags.group("stage", true);
        tags.defineIn("stage", "new", "old");
        tags.define("a", "b");
        var survivor = tags.customer("pos:2");
        tags.assign("pos:1", "a");
        tags.assign("pos:1", "new");
        tags.assign("pos:2", "b");
        tags.assign("pos:2", "old");

        shop().given()
                .body(Map.of("from", "pos:1"))
                .post("/v1/customers/" + survivor + "/merge")
                .then()
                .statusCode(200);

        assertThat(tags.of(survivor)).containsExactly("a", "b", "old");
        assertThat(tags.count("new")).isZero();
    }

    @Test
    void deletedCustomerHasNoTag() {
        tags.define("a");
        tags.assign("pos:1", "a");

        shop().given().delete("/v1/customers/pos:1").then().statusCode(org.hamcrest.Matchers.lessThan(300));

        assertThat(tags.count("a")).isZero();
    }

    @Test
    void otherShopReachesNoCustomer() {
        tags.define("vip");
        var id = tags.customer("pos:9");
        var other = new Tags(TestShop.create());
        other.define("vip");

        other.assign(id, "vip").statusCode(404);
        other.shop().given().get("/v1/customers/" + id + "/tags").then().statusCode(404);
        other.shop().given().get("/v1/tags/vip/customers").then().body("items", empty());
        assertThat(tags.of(id)).isEmpty();
    }

    private void assignUntil(Instant until) {
        shop().given()
                .body(Map.of("expiresAt", until.toString(), "source", "manual"))
                .put("/v1/customers/pos:1/tags/vip")
                .then()
                .statusCode(200);
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

    private static void together(IntFunction<Integer> writer) {
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            var all = new ArrayList<CompletableFuture<Integer>>();
            for (int i = 0; i < WRITERS; i++) {
                int number = i;
                all.add(CompletableFuture.supplyAsync(() -> writer.apply(number), threads));
            }
            assertThat(all.stream().map(CompletableFuture::join)).containsOnly(200);
        }
    }
}
