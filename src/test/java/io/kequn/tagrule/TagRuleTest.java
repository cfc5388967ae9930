package io.kequn.tagrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.HeldCustomer;
import io.kequn.KequnTest;
import io.kequn.ManyCustomers;
import io.kequn.TestShop;
import io.kequn.segment.Segments;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Tags that rules give, and what people decide beside them.
@KequnTest
class TagRuleTest {
    @Inject
    DataSource database;

    private TestShop shop;
    private Segments segments;
    private TagRules tags;

    @BeforeEach
    void openShop() {
        shop = TestShop.create(Map.of("test", true));
        segments = new Segments(shop);
        tags = new TagRules(shop);
    }

    @Test
    void aRuleGivesTheTagToAllForWhomItHolds() {
        segments.order("pos:1", "1", "500.00");
        segments.order("pos:2", "2", "5.00");

        tags.rule("big", "amount_spent > 100");

        assertThat(tags.of("pos:1")).containsExactly("big=rule");
        assertThat(tags.of("pos:2")).isEmpty();
        shop.given()
                .get("/v1/tags/big/rule")
                .then()
                .body("rule", is("amount_spent > 100"))
                .body("ruleJson.attribute", is("amount_spent"))
                .body("status", is("ready"))
                .body("customerCount", is(1))
                .body("version", is(1));
        shop.given().get("/v1/tags/big").then().body("automatic", is(true)).body("customerCount", is(1));
    }

    @Test
    void theWriteThatMakesTheRuleHoldGivesTheTagAndTellsIt() {
        tags.rule("big", "amount_spent > 100");
        segments.order("pos:1", "1", "50.00").body("membershipChanges", empty());

        segments.order("pos:1", "2", "51.00")
                .body("membershipChanges.kind", contains("tag"))
                .body("membershipChanges.key", contains("big"))
                .body("membershipChanges.operation", contains("entered"));
        assertThat(tags.of("pos:1")).containsExactly("big=rule");

        cancel("pos:2")
                .body("membershipChanges.kind", contains("tag"))
                .body("membershipChanges.operation", contains("left"));
        assertThat(tags.of("pos:1")).isEmpty();
    }

    @Test
    void aSegmentReadsTheTagAndATagReadsTheSegment() {
        tags.rule("big", "amount_spent > 100");
        segments.publish("vips", "customer_tags CONTAINS 'big' AND city = 'Oslo'");
        tags.rule("spoiled", "IN SEGMENT 'vips'");
        segments.publish("plain", "customer_tags NOT CONTAINS 'spoiled'");
        segments.publish("untagged", "customer_tags IS NULL");
        segments.customer("pos:1", "Oslo");

        segments.order("pos:1", "1", "500.00")
                .body("membershipChanges.key", contains("big", "vips", "spoiled", "plain", "untagged"))
                .body("membershipChanges.operation", contains("entered", "entered", "entered", "left", "left"));

        assertThat(tags.of("pos:1")).containsExactly("big=rule", "spoiled=rule");
        assertThat(segments.of("pos:1")).containsExactly("vips");
    }

    @Test
    void aBuildCarriesOnToThoseWhoReadTheTag() {
        segments.order("pos:1", "1", "500.00");
        tags.rule("big", "amount_spent > 1000");
        segments.publish("vips", "customer_tags CONTAINS 'big'");
        assertThat(segments.of("pos:1")).isEmpty();

        tags.rule("big", "amount_spent > 100");
        assertThat(segments.of("pos:1")).containsExactly("vips");

        tags.end("big").statusCode(202).body("job.kind", is("tag-build"));
        Eventually.holds(() -> tags.of("pos:1").isEmpty());
        assertThat(segments.of("pos:1")).isEmpty();
    }

    @Test
    void whatPeopleGiveStaysWhateverTheRuleSays() {
        segments.customer("pos:1", "Oslo");
        tags.rule("big", "amount_spent > 100");

        tags.assign("pos:1", "big").body("added", contains("big"));
        assertThat(tags.of("pos:1")).containsExactly("big=api");

        segments.order("pos:1", "1", "500.00").body("membershipChanges", empty());
        cancel("pos:1").body("membershipChanges", empty());
        tags.rebuilt("big");
        assertThat(tags.of("pos:1")).containsExactly("big=api");
    }

    @Test
    void whatPeopleTakeIsNotGivenAgain() {
        segments.order("pos:1", "1", "500.00");
        tags.rule("big", "amount_spent > 100");

        tags.remove("pos:1", "big").body("removed", contains("big")).body("membershipChanges", empty());
        segments.order("pos:1", "2", "500.00").body("membershipChanges", empty());
        tags.rebuilt("big");

        assertThat(tags.of("pos:1")).isEmpty();
    }

    @Test
    void whatPeopleTookBeforeTheRuleHeldIsNotGivenEither() {
        segments.customer("pos:1", "Oslo");
        tags.rule("big", "amount_spent > 100");
        tags.remove("pos:1", "big").body("removed", empty());

        segments.order("pos:1", "1", "500.00").body("membershipChanges", empty());

        assertThat(tags.of("pos:1")).isEmpty();
    }

    @Test
    void aDecisionCanBeTakenBack() {
        segments.order("pos:1", "1", "500.00");
        segments.customer("pos:2", "Oslo");
        tags.rule("big", "amount_spent > 100");
        tags.remove("pos:1", "big");
        tags.assign("pos:2", "big");

        tags.unpin("pos:1", "big")
                .body("membershipChanges.key", contains("big"))
                .body("membershipChanges.operation", contains("entered"))
                .body("tags.key", contains("big"))
                .body("tags.source", contains("rule"));
        tags.unpin("pos:2", "big")
                .body("membershipChanges.operation", contains("left"))
                .body("tags", empty());

        tags.unpin("pos:1", "big").statusCode(200).body("membershipChanges", empty());
        segments.order("pos:2", "2", "500.00").body("membershipChanges.key", contains("big"));
    }

    @Test
    void aTagWithoutARuleHasNoDecisionToTakeBack() {
        segments.customer("pos:1", "Oslo");
        tags.define("vip");

        tags.unpin("pos:1", "vip").statusCode(409).body("code", is("state_conflict"));
        shop.given().get("/v1/tags/vip/rule").then().statusCode(404).body("code", is("tag_rule_not_found"));
        shop.given().get("/v1/tags/none/rule").then().statusCode(404).body("code", is("tag_not_found"));
        tags.put("none", "TRUE").statusCode(404);
    }

    @Test
    void aDecisionUntilAnInstantLeavesTheTagToTheRule() {
        segments.order("pos:1", "1", "500.00");
        segments.customer("pos:2", "Oslo");
        tags.rule("big", "amount_spent > 100");
        for (var customer : List.of("pos:1", "pos:2")) {
            shop.given()
                    .body(Map.of("expiresAt", tags.now().plusSeconds(3_600).toString()))
                    .put("/v1/customers/" + customer + "/tags/big")
                    .then()
                    .statusCode(200);
        }
        assertThat(tags.of("pos:1")).containsExactly("big=api");

        shop.advance(Duration.ofDays(1));

        Eventually.holds(() -> tags.of("pos:2").isEmpty());
        assertThat(tags.of("pos:1")).containsExactly("big=rule");
    }

    @Test
    void timeGivesAndTakesTheTag() {
        segments.order(
                "pos:1", "1", "5.00", tags.now().minusSeconds(86_400 * 20).toString());
        tags.rule("recent", "last_order_date >= -30d");
        segments.publish("friends", "customer_tags CONTAINS 'recent'");
        assertThat(tags.of("pos:1")).containsExactly("recent=rule");

        shop.advance(Duration.ofDays(20));

        Eventually.holds(() -> tags.of("pos:1").isEmpty());
        Eventually.holds(() -> segments.of("pos:1").isEmpty());
    }

    @Test
    void ofAnExclusiveGroupTheHighestPriorityThatHoldsGivesItsTag() {
        segments.order("pos:1", "1", "500.00");
        segments.order("pos:2", "2", "50.00");
        tags.group("value", "gold", "silver", "bronze");
        tags.rule("bronze", "TRUE", -1);
        tags.rule("gold", "amount_spent > 100", 1);
        tags.rule("silver", "amount_spent > 10", 0);
        tags.ready("bronze");
        assertThat(tags.of("pos:1")).containsExactly("gold=rule");
        assertThat(tags.of("pos:2")).containsExactly("silver=rule");

        segments.order("pos:2", "3", "500.00").body("membershipChanges.key", containsInAnyOrder("silver", "gold"));
        segments.customer("pos:3", Map.of("city", "Oslo")).body("membershipChanges.key", contains("bronze"));
        assertThat(tags.of("pos:2")).containsExactly("gold=rule");

        tags.end("gold").statusCode(202);
        tags.ready("silver");
        Eventually.holds(() -> tags.of("pos:1").equals(List.of("silver=rule")));
    }

    @Test
    void whatPeopleGiveOfAnExclusiveGroupKeepsTheRulesOfTheGroupAway() {
        segments.order("pos:1", "1", "500.00");
        tags.group("value", "gold", "silver", "black");
        tags.rule("gold", "amount_spent > 100", 1);
        tags.rule("silver", "TRUE", 0);

        tags.assign("pos:1", "black").body("added", contains("black")).body("removed", contains("gold"));
        segments.order("pos:1", "2", "500.00").body("membershipChanges", empty());
        assertThat(tags.of("pos:1")).containsExactly("black=api");

        tags.remove("pos:1", "black")
                .body("membershipChanges.key", contains("gold"))
                .body("tags.key", contains("gold"));
    }

    @Test
    void aTagTakenFromSomebodyLeavesItsPlaceInTheGroupEmpty() {
        segments.order("pos:1", "1", "500.00");
        tags.group("value", "gold", "silver");
        tags.rule("gold", "amount_spent > 100", 1);
        tags.rule("silver", "TRUE", 0);

        tags.remove("pos:1", "silver").body("membershipChanges", empty());
        assertThat(tags.of("pos:1")).containsExactly("gold=rule");
        tags.remove("pos:1", "gold");

        assertThat(tags.of("pos:1")).isEmpty();
    }

    @Test
    void tagsThatComeToExcludeEachOtherFollow() {
        segments.order("pos:1", "1", "500.00");
        shop.given()
                .body(Map.of("name", "value"))
                .put("/v1/tag-groups/value")
                .then()
                .statusCode(201);
        tags.define("gold", "silver");
        tags.rule("gold", "amount_spent > 100", 1);
        tags.rule("silver", "amount_spent > 1000", 0);
        for (var tag : List.of("gold", "silver")) {
            shop.given()
                    .body(Map.of("groupKey", "value"))
                    .patch("/v1/tags/" + tag)
                    .then()
                    .statusCode(200);
        }
        shop.given()
                .body(Map.of("exclusive", true))
                .patch("/v1/tag-groups/value")
                .then()
                .statusCode(200);
        tags.ready("gold");
        tags.ready("silver");

        segments.order("pos:1", "2", "5000.00").body("membershipChanges", empty());
        shop.given()
                .body(Map.of("exclusive", false))
                .patch("/v1/tag-groups/value")
                .then()
                .statusCode(200);

        Eventually.holds(() -> tags.of("pos:1").equals(List.of("gold=rule", "silver=rule")));
    }

    /// Out of the group, no other tag keeps it from anybody.
    @Test
    void tagThatLeavesItsExclusiveGroupIsDecidedAnew() {
        segments.order("pos:1", "1", "500.00");
        tags.group("value", "gold", "silver");
        tags.rule("gold", "amount_spent > 100", 1);
        tags.rule("silver", "amount_spent > 10", 0);
        assertThat(tags.of("pos:1")).containsExactly("gold=rule");

        shop.given()
                .body("{\"groupKey\": null}")
                .patch("/v1/tags/silver")
                .then()
                .statusCode(200);

        Eventually.holds(() -> tags.of("pos:1").equals(List.of("gold=rule", "silver=rule")));
    }

    @Test
    void aCircleIsRefusedWithItsPath() {
        tags.define("loop", "other");
        tags.put("loop", "customer_tags CONTAINS 'loop'")
                .statusCode(409)
                .body("code", is("rule_cycle"))
                .body("detail", containsString("`tag:loop` → `tag:loop`"));
        tags.put("loop", "customer_tags IS NOT NULL").statusCode(409).body("code", is("rule_cycle"));

        tags.rule("loop", "amount_spent > 100");
        segments.publish("a", "customer_tags CONTAINS 'loop'");
        segments.publish("b", "IN SEGMENT 'a'");
        tags.put("other", "NOT IN SEGMENT 'b'").statusCode(201);
        tags.put("loop", "customer_tags CONTAINS ANY ('x', 'other')")
                .statusCode(409)
                .body("detail", containsString("`tag:loop` → `tag:other` → `b` → `a` → `tag:loop`"));

        segments.put("a", "customer_tags CONTAINS 'other'").statusCode(200);
        shop.given()
                .post("/v1/segments/a/publish")
                .then()
                .statusCode(409)
                .body("detail", containsString("`a` → `tag:other` → `b` → `a`"));
        shop.given().get("/v1/tags/loop/rule").then().body("rule", is("amount_spent > 100"));
    }

    @Test
    void tagsOfAnExclusiveGroupReadWhatGoesBeforeThem() {
        tags.group("value", "gold", "silver");
        tags.rule("silver", "TRUE", 0);
        segments.publish("poor", "customer_tags CONTAINS 'silver'");

        tags.put("gold", "NOT IN SEGMENT 'poor'", 1)
                .statusCode(409)
                .body("code", is("rule_cycle"))
                .body("detail", containsString("`tag:silver` → `poor` → `tag:silver`"));
    }

    @Test
    void aRuleThatCannotBeReadIsRefusedWithItsPlace() {
        tags.define("big");

        tags.put("big", "amount_spend > 100")
                .statusCode(422)
                .body("code", is("rule_invalid"))
                .body("errors[0].pointer", is("/rule"))
                .body("errors[0].position.column", is(1));
        shop.given().body(Map.of()).put("/v1/tags/big/rule").then().statusCode(400);
        shop.given().get("/v1/tags/big").then().body("automatic", is(false));
    }

    @Test
    void theSameRuleAgainChangesNothing() {
        tags.rule("big", "amount_spent > 100");

        tags.put("big", "amount_spent > 100.00")
                .statusCode(200)
                .body("version", is(1))
                .body("status", is("ready"));
        tags.put("big", "amount_spent > 200").statusCode(200).body("version", is(2));
        shop.given()
                .header("If-Match", "\"1.ready\"")
                .body(Map.of("rule", "TRUE"))
                .put("/v1/tags/big/rule")
                .then()
                .statusCode(412);
    }

    @Test
    void rulesOfAnExclusiveGroupAreLimitedTogether() {
        var many = String.join(" OR ", Collections.nCopies(300, "amount_spent > 100"));
        tags.group("value", "gold", "silver");
        tags.put("gold", many, 1).statusCode(201);

        tags.put("silver", many, 0)
                .statusCode(422)
                .body("code", is("rule_invalid"))
                .body("detail", containsString("tag `silver`"));
    }

    @Test
    void aTagThatIsDeletedTakesItsRuleAlong() {
        segments.order("pos:1", "1", "500.00");
        tags.rule("big", "amount_spent > 100");
        segments.publish("reader", "customer_tags CONTAINS 'big'");

        shop.given().delete("/v1/tags/big?force=true").then().statusCode(409).body("code", is("in_use"));
        shop.given().post("/v1/segments/reader/archive").then().statusCode(200);
        Eventually.holds(() -> shop.given().delete("/v1/segments/reader").statusCode() == 204);
        shop.given().delete("/v1/tags/big?force=true").then().statusCode(200);

        assertThat(tags.of("pos:1")).isEmpty();
        segments.order("pos:1", "2", "500.00").statusCode(201).body("membershipChanges", empty());
        shop.given().get("/v1/tags/big/rule").then().statusCode(404).body("code", is("tag_not_found"));
    }

    @Test
    void aSurvivorIsJudgedAnewAndKeepsWhatPeopleDecided() {
        segments.order("pos:1", "1", "60.00");
        segments.order("pos:2", "2", "60.00");
        tags.rule("big", "amount_spent > 100");
        tags.rule("small", "amount_spent < 100");
        tags.rule("kind", "TRUE");
        tags.remove("pos:2", "kind");

        shop.given()
                .body(Map.of("from", "pos:2"))
                .post("/v1/customers/pos:1/merge")
                .then()
                .statusCode(200)
                .body("membershipChanges.key", containsInAnyOrder("small", "small", "kind", "big"));

        assertThat(tags.of("pos:1")).containsExactly("big=rule");
    }

    @Test
    void manyAreDecidedUponAtOnce() {
        segments.order("pos:1", "1", "500.00");
        segments.order("pos:2", "2", "5.00");
        tags.rule("big", "amount_spent > 100");

        shop.given()
                .body(Map.of("operation", "remove", "customers", List.of("pos:1", "pos:2")))
                .post("/v1/tags/big/assignments")
                .then()
                .statusCode(200);
        segments.order("pos:2", "3", "500.00").body("membershipChanges", empty());
        assertThat(tags.of("pos:1")).isEmpty();

        shop.given()
                .body(Map.of("customers", List.of("pos:1", "pos:2")))
                .post("/v1/tags/big/assignments")
                .then()
                .statusCode(200);
        assertThat(tags.of("pos:1")).containsExactly("big=api");
    }

    @Test
    void graphQLDoesTheSame() {
        tags.define("big");
        segments.order("pos:1", "1", "500.00");

        segments.ask("mutation { tagRuleSet(input: {tag: \"big\", rule: \"amount_spent > 100\"}) "
                        + "{ rule { rule status version } userErrors { code } } }")
                .body("data.tagRuleSet.rule.rule", is("amount_spent > 100"))
                .body("data.tagRuleSet.userErrors", empty());
        tags.ready("big");
        segments.ask("{ tag(key: \"big\") { automatic rule { rule customerCount ruleJson } customerCount } }")
                .body("data.tag.automatic", is(true))
                .body("data.tag.rule.customerCount", is(1));
        segments.ask(
                "mutation { tagsRemove(input: {customerId: \"pos:1\", tags: [\"big\"]}) { userErrors { code } } }");
        segments.ask("mutation { tagPinRemove(input: {customerId: \"pos:1\", tag: \"big\"}) "
                        + "{ change { tags { key source } } userErrors { code } } }")
                .body("data.tagPinRemove.change.tags.source", contains("RULE"));
        segments.ask(
                        "mutation { tagRuleRemove(input: {tag: \"big\"}) { end { tag job { kind } } userErrors { code } } }")
                .body("data.tagRuleRemove.end.tag", is("big"));
        segments.ask("{ tags(first: 5) { nodes { key rule { rule } } } }").body("data.tags.nodes[0].rule", nullValue());
    }

    @Test
    void whyACustomerHasATagIsExplained() {
        segments.order("pos:1", "1", "60.00");
        tags.group("value", "gold", "silver", "black");
        tags.rule("gold", "amount_spent > 100", 1);
        tags.rule("silver", "number_of_orders >= 1", 0);

        explain("silver", "pos:1")
                .body("stored", is(true))
                .body("verdict", is(true))
                .body("version", is(1))
                .body("cause.reason", is("definition"))
                .body("rule.text", is("NOT amount_spent > 100 AND number_of_orders >= 1"));
        explain("gold", "pos:1").body("verdict", is(false)).body("override", nullValue());

        tags.remove("pos:1", "silver");
        explain("silver", "pos:1")
                .body("stored", is(false))
                .body("verdict", is(false))
                .body("override.kind", is("exclude"))
                .body("rule.holds", is(true))
                .body("flips[0].kind", is("override"));
        tags.assign("pos:1", "black");
        explain("gold", "pos:1").body("override.kind", is("exclude"));
        segments.ask("{ customerTagExplanation(tag: \"gold\", customer: \"pos:1\") { tag verdict } }")
                .body("data.customerTagExplanation.tag", is("gold"));
        shop.given()
                .get("/v1/tags/black/customers/pos:1/explanation")
                .then()
                .statusCode(404)
                .body("code", is("tag_rule_not_found"));
    }

    private ValidatableResponse explain(String tag, String customer) {
        return shop.given()
                .get("/v1/tags/" + tag + "/customers/" + customer + "/explanation")
                .then()
                .statusCode(200);
    }

    @Test
    void rulesOfTagsCountAsReaders() {
        segments.publish("big", "amount_spent > 100");
        tags.rule("fan", "IN SEGMENT 'big'");

        archive("big").statusCode(409).body("code", is("in_use")).body("detail", containsString("tag `fan`"));
    }

    private ValidatableResponse cancel(String order) {
        return shop.given()
                .body(Map.of("occurredAt", tags.now().toString()))
                .post("/v1/orders/" + order + "/cancellation")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse archive(String segment) {
        return shop.given().post("/v1/segments/" + segment + "/archive").then();
    }

    /// The rule is live again, and who has lost the tag gets it back.
    @Test
    void cancelledDeletionOfATagWithARuleLeavesBoth() throws Exception {
        ManyCustomers.make(shop, 2_300, "\"city\": \"Oslo\"");
        tags.rule("local", "city = 'Oslo'");
        try (var held = new HeldCustomer(database, shop, "1200")) {
            String job = shop.given()
                    .delete("/v1/tags/local?force=true")
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("job.id");
            Eventually.holds(() -> shop.given().get("/v1/jobs/" + job).<Integer>path("done") == 1_000);
            shop.given().get("/v1/tags/local/rule").then().statusCode(404);
            var cancelled = CompletableFuture.supplyAsync(
                    () -> shop.given().post("/v1/jobs/" + job + "/cancel").statusCode());
            held.release();
            assertThat(cancelled.join()).isEqualTo(200);
            Eventually.holds(
                    () -> "cancelled".equals(shop.given().get("/v1/jobs/" + job).path("status")));
        }

        tags.ready("local");
        shop.given()
                .get("/v1/tags/local/rule")
                .then()
                .body("rule", is("city = 'Oslo'"))
                .body("customerCount", is(2_300));
        change("pos:7", "Bergen").body("membershipChanges.operation", contains("left"));
    }

    /// What its rule reads stays, since the deletion may be cancelled.
    @Test
    void whatTheRuleOfATagReadsStaysUntilTheTagIsGone() throws Exception {
        ManyCustomers.make(shop, 10, "\"city\": \"Oslo\"");
        shop.given()
                .body(Map.of("name", "Size", "type", "string"))
                .put("/v1/attributes/size")
                .then()
                .statusCode(201);
        tags.rule("local", "custom.size IS NULL");
        try (var held = new HeldCustomer(database, shop, "5")) {
            shop.given().delete("/v1/tags/local?force=true").then().statusCode(202);
            shop.given().delete("/v1/attributes/size").then().statusCode(409).body("code", is("in_use"));
            held.release();
        }

        Eventually.holds(() ->
                shop.given().delete("/v1/attributes/size").then().extract().statusCode() == 200);
    }

    private ValidatableResponse change(String customer, String city) {
        return shop.given()
                .body(Map.of("city", city))
                .patch("/v1/customers/" + customer)
                .then()
                .statusCode(200);
    }
}
