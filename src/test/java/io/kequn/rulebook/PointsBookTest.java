package io.kequn.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What shops say about points, in files of rules.
@KequnTest
class PointsBookTest {
    private static final String BOOK = """
        segments:
          - {key: loyal, name: Loyal, rule: number_of_orders >= 5}
        levelPrograms:
          - key: club
            name: Club
            levels:
              - {key: regular, name: Regular}
              - {key: gold, name: Gold, qualification: amount_spent >= 1000}
        pointsSettings:
          pendingPeriod: P14D
          expiry: {kind: calendar, monthDay: '12-31', years: 2}
          reversal: negative
        pointsRules:
          - key: spend
            name: 消费
            trigger: order
            points: 1
            per: 1.50
            rounding: half_up
            minimumAmount: 10
            multipliers:
              - {segment: loyal, factor: 1.50}
              - {level: club/gold, factor: 2}
          - key: share
            name: Share
            trigger: event
            event: shared
            points: 3
            segments: [loyal]
            cap: {points: 30, per: month}
            activeFrom: 2026-01-01T00:00:00Z
            activeUntil: 2027-01-01T00:00:00Z
          - {key: third, name: Third, trigger: nth_order, every: 3, points: 50, enabled: false}
          - {key: birthday, name: Birthday, trigger: birthday, points: 88}
        """;

    private TestShop shop;
    private RuleFiles files;

    @BeforeEach
    void openShop() {
        shop = TestShop.create();
        files = new RuleFiles(shop);
    }

    @Test
    void oneFileMakesRulesAndWhatTheyName() {
        files.carryOut(BOOK)
                .body(
                        "items.kind",
                        contains(
                                "segment",
                                "level_program",
                                "points_settings",
                                "points_rule",
                                "points_rule",
                                "points_rule",
                                "points_rule"))
                .body("items.action", everyItem(is("create")));

        shop.given()
                .get("/v1/points-rules/spend")
                .then()
                .body("per.amount", is("1.5"))
                .body("per.currency", is("CNY"))
                .body("rounding", is("half_up"))
                .body("multipliers.level", contains(null, "club/gold"));
        shop.given()
                .get("/v1/points-settings")
                .then()
                .body("pendingPeriod", is("P14D"))
                .body("expiry.years", is(2))
                .body("version", is(1));
        shop.given().get("/v1/points-rules/third").then().body("enabled", is(false));
    }

    @Test
    void exportMakesAnotherShopTheSameAndAgainNothing() {
        files.carryOut(BOOK);
        var exported = files.export();
        var other = new RuleFiles(TestShop.create(Map.of("currency", "USD")));

        other.carryOut(exported).body("items.action", everyItem(is("create")));

        assertThat(other.export()).isEqualTo(exported);
        for (var again : new String[] {BOOK, exported}) {
            other.apply(again, "?prune=true").statusCode(200).body("items.action", everyItem(is("unchanged")));
            files.apply(again, "?prune=true").statusCode(200).body("items.action", everyItem(is("unchanged")));
        }
    }

    @Test
    void exportHasWhatWasMadeOneByOne() {
        shop.given().body(Map.of()).put("/v1/points-settings").then().statusCode(200);
        shop.given()
                .body(Map.of(
                        "name", "Spend",
                        "trigger", "order",
                        "points", 1,
                        "per", Map.of("amount", "10.00", "currency", "CNY"),
                        "activeFrom", "2026-01-01T00:00:00Z"))
                .put("/v1/points-rules/spend")
                .then()
                .statusCode(201);
        var exported = files.export();
        var other = new RuleFiles(TestShop.create());

        other.carryOut(exported);

        assertThat(other.export()).isEqualTo(exported).contains("per: 10\n").contains("reversal: write_off");
        files.apply(exported, "?prune=true").body("items.action", everyItem(is("unchanged")));
    }

    @Test
    void whatDiffersIsToldAndBecomesSo() {
        files.carryOut(BOOK);
        var changed = BOOK.replace("per: 1.50", "per: 2")
                .replace("rounding: half_up", "rounding: down")
                .replace("P14D", "P7D")
                .replace(", enabled: false", "");

        for (var query : new String[] {"?dryRun=true", ""}) {
            files.apply(changed, query)
                    .statusCode(200)
                    .body("items.find { it.key == 'points' }.changes", contains("pendingPeriod"))
                    .body("items.find { it.key == 'spend' }.changes", contains("per", "rounding"))
                    .body("items.find { it.key == 'third' }.changes", contains("enabled"))
                    .body("items.find { it.key == 'share' }.action", is("unchanged"));
        }
        shop.given().get("/v1/points-rules/spend").then().body("version", is(2)).body("per.amount", is("2"));
        shop.given().get("/v1/points-rules/share").then().body("version", is(1));
        shop.given().get("/v1/points-settings").then().body("version", is(2));
    }

    @Test
    void leftOutIsArchivedAndComesBack() {
        files.carryOut(BOOK);

        files.apply("segments: []", "?prune=true").statusCode(409).body("code", is("in_use"));
        files.apply("pointsRules: []", "").statusCode(200).body("items.size()", is(0));
        files.apply("pointsRules: []\nsegments: []", "?prune=true")
                .statusCode(200)
                .body("items.action", everyItem(is("archive")))
                .body("items.key", hasItems("loyal", "spend", "birthday"));
        shop.given().get("/v1/points-rules/spend").then().body("archived", is(true));
        assertThat(files.export()).contains("pointsRules: []").contains("pendingPeriod: P14D");
        files.carryOut(BOOK).body("items.find { it.key == 'spend' }.changes", contains("archived"));
        shop.given().get("/v1/points-rules/spend").then().body("archived", is(false));
    }

    @Test
    void whatIsWrongIsToldWhereItStands() {
        files.apply(BOOK.replace("per: 1.50", "per: 0"), "")
                .statusCode(422)
                .body("errors.pointer", contains("/pointsRules/0/per"));
        files.apply(BOOK.replace("per: 1.50", "per: 1.505"), "").statusCode(422);
        files.apply(BOOK.replace("P14D", "P14"), "")
                .statusCode(422)
                .body("errors.pointer", contains("/pointsSettings/pendingPeriod"));
        for (var query : new String[] {"?dryRun=true", ""}) {
            files.apply(BOOK.replace("[loyal]", "[royal]"), query)
                    .statusCode(422)
                    .body("code", is("reference_unknown"))
                    .body("errors.pointer", contains("/pointsRules/1/segments"));
        }
        files.apply(BOOK.replace("key: share", "key: spend"), "").statusCode(422);
        files.apply("pointsRules: [null]", "").statusCode(400);
        files.apply("pointsRules: [{key: a, name: A, trigger: order, points: 1, segments: [null]}]", "")
                .statusCode(400);
        shop.given().get("/v1/points-rules/spend").then().statusCode(404);
    }

    @Test
    void graphQLHasThemToo() {
        files.carryOut(BOOK);

        shop.given()
                .body(Map.of(
                        "query",
                        "{ rules { pointsSettings { pendingPeriod expiry { monthDay } }"
                                + " pointsRules { key per cap { points } multipliers { level factor } } } }"))
                .post("/graphql")
                .then()
                .body("data.rules.pointsSettings.pendingPeriod", is("P14D"))
                .body("data.rules.pointsRules.key", is(List.of("birthday", "share", "spend", "third")))
                .body("data.rules.pointsRules[2].per", is(1.5f));
        shop.given()
                .body(Map.of(
                        "query",
                        "mutation { rulesApply(input: {dryRun: true, pointsRules: [{key: \"spend\", name: \"S\","
                                + " trigger: ORDER, points: 2}]}) { plan { items { key changes } }"
                                + " userErrors { code } } }"))
                .post("/graphql")
                .then()
                .body("data.rulesApply.userErrors", is(List.of()))
                .body(
                        "data.rulesApply.plan.items[0].changes",
                        contains("name", "points", "per", "rounding", "minimumAmount", "multipliers"))
                .body("errors", nullValue());
    }
}
