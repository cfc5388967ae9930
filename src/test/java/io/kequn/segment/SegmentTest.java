package io.kequn.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KequnTest
class SegmentTest {
    private TestShop shop;

    @BeforeEach
    void openShop() {
        shop = TestShop.create();
    }

    @Test
    void orderMovesTheCustomerInItsOwnRequest() {
        publish("big", "amount_spent > 100");

        order("pos:1", "1", "99.00").statusCode(201).body("membershipChanges", empty());
        order("pos:1", "2", "2.00")
                .statusCode(201)
                .body("membershipChanges", hasSize(1))
                .body("membershipChanges[0].kind", is("segment"))
                .body("membershipChanges[0].key", is("big"))
                .body("membershipChanges[0].operation", is("entered"));

        shop.given().get("/v1/customers/pos:1/segments").then().statusCode(200).body("items.key", contains("big"));
        shop.given().get("/v1/segments/big").then().body("memberCount", is(1));
        shop.given().get("/v1/segments/big/members").then().body("items", hasSize(1));
    }

    @Test
    void buildFindsThoseWhoAreThereAlready() {
        order("pos:1", "1", "500.00");
        order("pos:2", "2", "5.00");

        publish("big", "amount_spent > 100");

        shop.given().get("/v1/segments/big").then().body("status", is("ready")).body("memberCount", is(1));
    }

    @Test
    void newRuleReplacesTheOldOneOnlyWhenPublished() {
        order("pos:1", "1", "500.00");
        publish("big", "amount_spent > 100");

        put("big", "amount_spent > 1000")
                .statusCode(200)
                .body("rule", is("amount_spent > 100"))
                .body("draft", is("amount_spent > 1000"))
                .body("memberCount", is(1));
        shop.given().post("/v1/segments/big/publish").then().statusCode(200).body("draft", nullValue());

        ready("big");
        shop.given().get("/v1/segments/big").then().body("memberCount", is(0)).body("liveVersion", is(2));
    }

    @Test
    void ruleComesAsJsonToo() {
        shop.given()
                .body(Map.of(
                        "name",
                        "Big",
                        "rule",
                        Map.of("attribute", "amount_spent", "operator", "gt", "value", "100.00")))
                .put("/v1/segments/big")
                .then()
                .statusCode(201)
                .body("rule", is("amount_spent > 100"))
                .body("ruleJson.attribute", is("amount_spent"));
    }

    @Test
    void wrongRuleNamesThePlace() {
        put("big", "amount_spent > 10 AND amuont_spent < 5")
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", is("rule_invalid"))
                .body("errors[0].pointer", is("/rule"))
                .body("errors[0].code", is("unknown_attribute"))
                .body("errors[0].position.line", is(1))
                .body("errors[0].position.column", is(23))
                .body("errors[0].position.length", is(12))
                .body("errors[0].message", containsString("amount_spent"));
        shop.given().get("/v1/segments/big").then().statusCode(404).body("code", is("segment_not_found"));
    }

    @Test
    void archivedSegmentHasNoMembersAndComesBack() {
        order("pos:1", "1", "500.00");
        publish("big", "amount_spent > 100");

        shop.given().post("/v1/segments/big/archive").then().statusCode(200).body("status", is("archived"));
        becomes("big", "memberCount", 0);
        shop.given().get("/v1/customers/pos:1/segments").then().body("items", empty());
        put("big", "amount_spent > 1").statusCode(409).body("code", is("state_conflict"));

        shop.given().post("/v1/segments/big/unarchive").then().statusCode(200);
        ready("big");
        shop.given().get("/v1/segments/big").then().body("memberCount", is(1));
    }

    @Test
    void staticSegmentKeepsItsList() {
        customer("pos:1");
        customer("pos:2");
        shop.given()
                .body(Map.of("key", "friends", "name", "Friends", "kind", "static"))
                .post("/v1/segments")
                .then()
                .statusCode(201)
                .body("status", is("ready"));

        members("friends", List.of("pos:1", "pos:2"), List.of()).statusCode(200).body("membershipChanges", hasSize(2));
        members("friends", List.of("pos:1"), List.of("pos:2"))
                .statusCode(200)
                .body("membershipChanges", hasSize(1))
                .body("membershipChanges[0].operation", is("left"));
        members("friends", List.of("pos:9"), List.of()).statusCode(422).body("errors[0].pointer", is("/add/0"));

        shop.given().post("/v1/segments/friends/archive").then().statusCode(200);
        becomes("friends", "memberCount", 0);
        shop.given().post("/v1/segments/friends/unarchive").then().statusCode(200);
        becomes("friends", "memberCount", 1);
    }

    @Test
    void membersOfARuleAreNotEditedByHand() {
        customer("pos:1");
        publish("big", "amount_spent > 100");

        members("big", List.of("pos:1"), List.of()).statusCode(409).body("code", is("state_conflict"));
    }

    @Test
    void editorsDoNotOverwriteEachOther() {
        var etag = put("big", "amount_spent > 100").statusCode(201).extract().header("ETag");
        put("big", "amount_spent > 200").statusCode(200);

        shop.given()
                .header("If-Match", etag)
                .body(Map.of("name", "Other"))
                .patch("/v1/segments/big")
                .then()
                .statusCode(412)
                .body("code", is("version_mismatch"));
    }

    @Test
    void ofThoseWhoMakeASegmentAtOnceOneMakesIt() {
        var body = Map.of("key", "new", "name", "New", "rule", "TRUE");

        var made = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> shop.given().body(body).post("/v1/segments").statusCode()))
                .limit(8)
                .toList();
        var put = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> put("put", "TRUE").extract().statusCode()))
                .limit(8)
                .toList();

        assertThat(made.stream().map(CompletableFuture::join))
                .containsOnlyOnce(201)
                .containsOnly(201, 409);
        assertThat(put.stream().map(CompletableFuture::join))
                .containsOnlyOnce(201)
                .containsOnly(200, 201);
    }

    @Test
    void copyIsADraftOfItsOwn() {
        publish("big", "amount_spent > 100");

        shop.given()
                .body(Map.of("key", "bigger", "name", "Bigger"))
                .post("/v1/segments/big/duplicate")
                .then()
                .statusCode(201)
                .body("status", is("draft"))
                .body("rule", is("amount_spent > 100"));
    }

    @Test
    void validationSaysWhatTheRuleMeans() {
        shop.given()
                .body(Map.of("rule", "customer_countries CONTAINS 'CA' and city != 'Oslo'"))
                .post("/v1/segments/validate")
                .then()
                .statusCode(200)
                .body("rule", is("country = 'CA' AND city != 'Oslo'"))
                .body("findings.code", contains("includes_missing"));
    }

    @Test
    void membersAreWalkedPageByPage() {
        for (int i = 0; i < 5; i++) {
            order("pos:" + i, String.valueOf(i), "500.00");
        }
        order("pos:no-member", "no-member", "5.00");
        publish("big", "amount_spent > 100");

        var first = shop.given()
                .get("/v1/segments/big/members?limit=3&count=true")
                .then()
                .body("items", hasSize(3))
                .body("page.total", is(5))
                .extract()
                .jsonPath();
        var second = shop.given()
                .get("/v1/segments/big/members?limit=3&after=" + first.getString("page.next"))
                .then()
                .body("items", hasSize(2))
                .body("page.next", nullValue())
                .extract()
                .jsonPath();
        var members = Stream.of(first, second)
                .flatMap(page ->
                        page.<String>getList("items.collect { it.customer.identities[0].externalId }").stream());
        assertThat(members).containsExactlyInAnyOrder("0", "1", "2", "3", "4");
        shop.given().get("/v1/segments/none/members").then().statusCode(404);
    }

    /// A member is shown as the customer is shown everywhere, with since when.
    @Test
    void memberIsTheCustomerAsElsewhere() {
        customer("pos:1");
        publish("all", "TRUE");

        var customer = shop.given().get("/v1/customers/pos:1").jsonPath().getMap("");
        var member = shop.given().get("/v1/segments/all/members").jsonPath().getMap("items[0]");
        var since = shop.given().get("/v1/customers/pos:1/segments").path("items[0].since");

        assertThat(member)
                .containsOnlyKeys("customer", "since", "override")
                .containsEntry("customer", customer)
                .containsEntry("since", since)
                .containsEntry("override", null);
        var query = """
            { customerSegmentMembers(segment: "all", first: 1) {
                edges { since node { name identities { externalId } segments { key since } tags { key } } }
                nodes { uuid } } }\
            """;
        shop.given()
                .body(Map.of("query", query))
                .post("/graphql")
                .then()
                .body("errors", nullValue())
                .body("data.customerSegmentMembers.edges[0].since", is(since))
                .body("data.customerSegmentMembers.edges[0].node.name", is("Kim"))
                .body("data.customerSegmentMembers.edges[0].node.identities[0].externalId", is("1"))
                .body("data.customerSegmentMembers.edges[0].node.segments.since", contains(since))
                .body("data.customerSegmentMembers.nodes[0].uuid", is(customer.get("id")));
    }

    @Test
    void membersAreForThoseWhoMayReadCustomers() {
        publish("all", "TRUE");

        shop.withScopes("segments:read")
                .given()
                .get("/v1/segments/all/members")
                .then()
                .statusCode(403)
                .body("detail", containsString("customers:read"));
    }

    @Test
    void anotherShopSeesNothing() {
        publish("big", "amount_spent > 100");
        var other = TestShop.create();

        other.given().get("/v1/segments/big").then().statusCode(404);
        other.given().get("/v1/segments/big/members").then().statusCode(404);
        other.given().post("/v1/segments/big/publish").then().statusCode(404);
        other.given().get("/v1/segments").then().body("items", empty());
    }

    private void publish(String key, String rule) {
        put(key, rule).statusCode(201);
        shop.given().post("/v1/segments/" + key + "/publish").then().statusCode(200);
        ready(key);
    }

    private void ready(String key) {
        becomes(key, "status", "ready");
    }

    private void becomes(String key, String field, Object value) {
        Eventually.holds(() ->
                value.equals(shop.given().get("/v1/segments/" + key).jsonPath().get(field)));
    }

    private ValidatableResponse put(String key, String rule) {
        return shop.given()
                .body(Map.of("name", "Big", "rule", rule))
                .put("/v1/segments/" + key)
                .then();
    }

    private ValidatableResponse members(String key, List<String> add, List<String> remove) {
        return shop.given()
                .body(Map.of("add", add, "remove", remove))
                .post("/v1/segments/" + key + "/members")
                .then();
    }

    private void customer(String identity) {
        shop.given()
                .body(Map.of("name", "Kim"))
                .put("/v1/customers/" + identity)
                .then()
                .statusCode(201);
    }

    private ValidatableResponse order(String customer, String id, String amount) {
        return shop.given()
                .body(Map.of(
                        "customer",
                        customer,
                        "source",
                        "pos",
                        "externalId",
                        id,
                        "placedAt",
                        "2026-01-05T10:00:00+08:00",
                        "total",
                        Map.of("amount", amount, "currency", "CNY")))
                .post("/v1/orders")
                .then();
    }
}
