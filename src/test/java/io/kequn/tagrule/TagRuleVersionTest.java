package io.kequn.tagrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.segment.Segments;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The rules that a tag has had, and whom people keep from it.
@KequnTest
class TagRuleVersionTest {
    private TestShop shop;
    private Segments segments;
    private TagRules tags;

    @BeforeEach
    void openShop() {
        shop = TestShop.create();
        segments = new Segments(shop);
        tags = new TagRules(shop);
    }

    @Test
    void eachRuleIsAVersionWithAuthorAndNote() {
        tags.rule("big", "amount_spent > 100");
        shop.given()
                .body(Map.of("rule", "amount_spent > 200", "priority", 3, "note", "涨价"))
                .put("/v1/tags/big/rule")
                .then()
                .statusCode(200)
                .body("version", is(2));

        shop.given()
                .get("/v1/tags/big/rule/versions?count=true")
                .then()
                .statusCode(200)
                .body("items.number", contains(2, 1))
                .body("items.live", contains(true, false))
                .body("items.priority", contains(3, 0))
                .body("items[0].note", is("涨价"))
                .body("items[1].note", nullValue())
                .body("items[0].author", notNullValue())
                .body("items[0].hash.length()", is(64))
                .body("items[1].rule", is("amount_spent > 100"))
                .body("items[1].ruleJson.attribute", is("amount_spent"))
                .body("page.total", is(2));
        tags.put("big", "amount_spent > 200.00", 3).statusCode(200).body("version", is(2));
        shop.given().get("/v1/tags/big/rule/versions").then().body("items", hasSize(2));
    }

    @Test
    void anEarlierRuleGivesTheTagAgain() {
        segments.order("pos:1", "1", "150.00");
        tags.rule("big", "amount_spent > 100");
        tags.rule("big", "amount_spent > 1000");
        assertThat(tags.of("pos:1")).isEmpty();

        shop.given()
                .post("/v1/tags/big/rule/versions/1/publish")
                .then()
                .statusCode(200)
                .body("rule", is("amount_spent > 100"))
                .body("version", is(3));
        tags.ready("big");

        assertThat(tags.of("pos:1")).containsExactly("big=rule");
        shop.given()
                .get("/v1/tags/big/rule/versions")
                .then()
                .body("items.number", contains(3, 2, 1))
                .body("items.sameRuleAs", contains(1, null, null))
                .body("items.live", contains(true, false, false));
    }

    @Test
    void theHistoryGoesOnAfterTheRuleHasEnded() {
        segments.order("pos:1", "1", "150.00");
        tags.rule("big", "amount_spent > 100");
        tags.end("big").statusCode(202);
        shop.given().get("/v1/tags/big/rule/versions").then().body("items.live", contains(false));

        shop.given()
                .post("/v1/tags/big/rule/versions/1/publish")
                .then()
                .statusCode(200)
                .body("version", is(2));
        tags.ready("big");
        tags.rule("big", "amount_spent > 1000");

        shop.given().get("/v1/tags/big/rule/versions").then().body("items.number", contains(3, 2, 1));
        assertThat(tags.of("pos:1")).isEmpty();
    }

    @Test
    void aRuleThatWouldBeACircleNowIsRefused() {
        tags.define("other");
        tags.rule("big", "customer_tags CONTAINS 'other'");
        tags.rule("big", "amount_spent > 100");
        tags.rule("other", "customer_tags CONTAINS 'big'");

        shop.given()
                .post("/v1/tags/big/rule/versions/1/publish")
                .then()
                .statusCode(409)
                .body("code", is("rule_cycle"));
        shop.given().get("/v1/tags/big/rule").then().body("version", is(2));
        shop.given().get("/v1/tags/big/rule/versions").then().body("items", hasSize(2));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        tags.rule("big", "amount_spent > 100");
        tags.define("plain");

        shop.given()
                .get("/v1/tags/big/rule/versions/7")
                .then()
                .statusCode(404)
                .body("code", is("tag_rule_version_not_found"));
        shop.given()
                .post("/v1/tags/big/rule/versions/7/publish")
                .then()
                .statusCode(404)
                .body("code", is("tag_rule_version_not_found"));
        shop.given().get("/v1/tags/plain/rule/versions").then().statusCode(200).body("items", empty());
        shop.given().get("/v1/tags/none/rule/versions").then().statusCode(404).body("code", is("tag_not_found"));
        shop.given()
                .header("If-Match", "\"7.ready\"")
                .post("/v1/tags/big/rule/versions/1/publish")
                .then()
                .statusCode(412);
    }

    @Test
    void graphqlTellsAndPublishesVersionsToo() {
        tags.rule("big", "amount_spent > 100");
        segments.ask("mutation { tagRuleSet(input: {tag: \"big\", rule: \"amount_spent > 1000\", note: \"more\"}) {"
                        + " rule { version } userErrors { code } } }")
                .body("data.tagRuleSet.rule.version", is(2));

        segments.ask("{ tagRuleVersions(tag: \"big\", first: 5) { nodes { number live rule note priority } }"
                        + " tagRuleVersion(tag: \"big\", number: 9) { number } }")
                .body("data.tagRuleVersions.nodes.number", contains(2, 1))
                .body("data.tagRuleVersions.nodes.note", contains("more", null))
                .body("data.tagRuleVersion", nullValue());
        segments.ask("mutation { tagRuleVersionPublish(input: {tag: \"big\", number: 1}) {"
                        + " rule { rule version } userErrors { code } } }")
                .body("data.tagRuleVersionPublish.rule.rule", is("amount_spent > 100"))
                .body("data.tagRuleVersionPublish.rule.version", is(3));
    }

    @Test
    void whomPeopleKeepFromATagIsListedUntilTheyTakeThatBack() {
        for (var customer : List.of("1", "2", "3")) {
            segments.order("pos:" + customer, customer, "500.00");
        }
        tags.rule("big", "amount_spent > 100");
        tags.remove("pos:1", "big");
        tags.remove("pos:3", "big");

        String next = shop.given()
                .get("/v1/tags/big/exclusions?limit=1&count=true")
                .then()
                .statusCode(200)
                .body("items.customer.identities[0].externalId", contains("1"))
                .body("items[0].author", notNullValue())
                .body("items[0].recordedAt", notNullValue())
                .body("page.total", is(2))
                .extract()
                .path("page.next");
        shop.given()
                .get("/v1/tags/big/exclusions?limit=1&after=" + next)
                .then()
                .body("items.customer.identities[0].externalId", contains("3"))
                .body("page.next", nullValue());
        tags.unpin("pos:1", "big").statusCode(200);

        segments.ask("{ tagExclusions(tag: \"big\") { nodes { customer { identities { externalId } } author } } }")
                .body("data.tagExclusions.nodes.customer.identities[0].externalId", contains("3"));
        shop.given().get("/v1/tags/none/exclusions").then().statusCode(404).body("code", is("tag_not_found"));
    }
}
