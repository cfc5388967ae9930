package io.kequn.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.segment.Segments;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KequnTest
class RuleBookTest {
    private static final String BOOK = """
        # The rules of the tea shop
        version: 1
        segments:
          - key: big
            name: 高消费
            description: spends much
            rule: amount_spent > 100
          - key: waiting
            name: Waiting
            rule: {attribute: city, operator: eq, value: Oslo}
            draft: true
          - key: friends
            name: Friends
            kind: static
        """;

    private TestShop shop;
    private Segments segments;

    @BeforeEach
    void openShop() {
        shop = TestShop.create();
        segments = new Segments(shop);
    }

    @Test
    void dryRunOnlyTells() {
        apply(BOOK, "?dryRun=true")
                .statusCode(200)
                .body("dryRun", is(true))
                .body("items.key", contains("big", "waiting", "friends"))
                .body("items.action", everyItem(is("create")));

        shop.given().get("/v1/segments").then().body("items", empty());
    }

    @Test
    void documentMakesTheShopAndTheSecondTimeNothing() {
        segments.order("pos:1", "1", "500.00");

        apply(BOOK, "").statusCode(200).body("dryRun", is(false)).body("items.action", everyItem(is("create")));
        segments.ready("big");

        assertThat(segments.of("pos:1")).containsExactly("big");
        shop.given().get("/v1/segments/waiting").then().body("status", is("draft"));
        shop.given().get("/v1/segments/friends").then().body("kind", is("static"));
        apply(BOOK, "").body("items.action", everyItem(is("unchanged")));
        shop.given().get("/v1/segments/big").then().body("liveVersion", is(1));
    }

    @Test
    void whatIsExportedAppliesUnchanged() {
        segments.publish("big", "amount_spent > 100 AND city = 'No: \"x\" # ''y'''");
        segments.put("number", "TRUE").statusCode(201);

        var yaml = shop.given()
                .accept("application/yaml")
                .get("/v1/rules/export")
                .then()
                .statusCode(200)
                .contentType(startsWith("application/yaml"))
                .extract()
                .asString();

        assertThat(yaml).startsWith("version: 1\n");
        apply(yaml, "?dryRun=true").body("items.action", contains("unchanged", "unchanged"));
        shop.given()
                .get("/v1/rules/export")
                .then()
                .contentType(startsWith("application/json"))
                .body("version", is(1))
                .body("segments.key", contains("big", "number"))
                .body("segments.draft", contains(null, true));
    }

    @Test
    void changesAreNamedAndMade() {
        apply(BOOK, "");
        segments.ready("big");
        var other = BOOK.replace("高消费", "大客户").replace("> 100", "> 1000").replace("draft: true", "draft: false");

        apply(other, "")
                .body("items.action", contains("change", "change", "unchanged"))
                .body("items[0].changes", contains("name", "rule"))
                .body("items[1].changes", contains("rule"));

        segments.ready("big");
        segments.ready("waiting");
        shop.given()
                .get("/v1/segments/big")
                .then()
                .body("name", is("大客户"))
                .body("rule", is("amount_spent > 1000"))
                .body("liveVersion", is(2));
    }

    @Test
    void unnamedSegmentsEndOnlyWhenAskedFor() {
        segments.publish("old", "TRUE");

        apply(BOOK, "?dryRun=true").body("items.key", contains("big", "waiting", "friends"));
        apply(BOOK, "?prune=true").body("items[3].key", is("old")).body("items[3].action", is("archive"));

        shop.given().get("/v1/segments/old").then().body("status", is("archived"));
        apply(BOOK + "  - {key: old, name: 客群 old, rule: 'TRUE'}\n", "")
                .body("items[3].action", is("change"))
                .body("items[3].changes", contains("archived"));
        segments.ready("old");
    }

    @Test
    void oneMistakeAndNothingIsDone() {
        apply(BOOK.replace("amount_spent >", "amuont_spent >").replace("key: friends", "key: waiting"), "")
                .statusCode(422)
                .body("errors.pointer", hasItems("/segments/0/rule", "/segments/2/key"));

        shop.given().get("/v1/segments").then().body("items", empty());
    }

    @Test
    void hostileYamlIsRefused() {
        var aliases = "segments: &a [1]\nmore: *a\n";

        apply(aliases, "").statusCode(400).body("detail", containsString("alias"));
        apply("segments:\n  - [unclosed", "").statusCode(400).body("code", is("input_invalid"));
        apply("[".repeat(10_000), "").statusCode(400);
        apply("- 1", "").statusCode(400).body("errors[0].pointer", is("/segments"));
        apply("segments: []\nsurprise: 1\n", "").statusCode(400).body("code", is("field_unknown"));
        apply("a: 1\na: 2\n", "").statusCode(400);
    }

    @Test
    void applyingNeedsTheRightToPublish() {
        var writer = shop.withScopes("segments:read", "segments:write");

        writer.given()
                .body(Map.of("segments", List.of()))
                .post("/v1/rules/apply?dryRun=true")
                .then()
                .statusCode(403);
    }

    @Test
    void jsonAndGraphqlDoTheSame() {
        shop.given()
                .body(Map.of("segments", List.of(Map.of("key", "big", "name", "Big", "rule", "amount_spent > 100"))))
                .post("/v1/rules/apply")
                .then()
                .statusCode(200)
                .body("items.action", contains("create"));

        segments.ask("mutation { rulesApply(input: {dryRun: true, segments: [{key: \"big\", name: \"Big\","
                        + " rule: \"amount_spent > 200\"}]}) { plan { dryRun items { key action changes } }"
                        + " userErrors { code } } }")
                .body("data.rulesApply.plan.items[0].action", is("CHANGE"))
                .body("data.rulesApply.plan.items[0].changes", contains("rule"));
        segments.ask("{ rules { version segments { key name rule kind draft } } }")
                .body("data.rules.segments.key", contains("big"))
                .body("data.rules.segments[0].draft", nullValue());
    }

    private ValidatableResponse apply(String yaml, String query) {
        return new RuleFiles(shop).apply(yaml, query);
    }
}
