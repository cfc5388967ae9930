package io.kequn.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.level.LevelPrograms;
import io.kequn.segment.Segments;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Level programs, and what segments give, in files of rules.
@KequnTest
class LevelBookTest {
    private static final String BOOK = """
        segments:
          - key: golden
            name: Golden
            rule: level = 'gold' OR level.club = 'silver'
            benefits: [{kind: coupon, text: SPRING}]
        levelPrograms:
          - key: club
            name: Club
            levels:
              - {key: regular, name: Regular}
              - key: silver
                name: Silver
                qualification: amount_spent >= 100
                benefits: [{kind: discount_percent, value: 2.5}]
              - {key: gold, name: Gold, qualification: amount_spent >= 1000}
            retention: {kind: duration, period: P1Y}
            downgrade: {kind: one_step}
            warnings: [P30D]
        """;

    private TestShop shop;
    private RuleFiles files;

    @BeforeEach
    void openShop() {
        shop = TestShop.create();
        files = new RuleFiles(shop);
    }

    @Test
    void oneFileMakesProgramsAndWhatReadsThem() {
        new Segments(shop).order("pos:1", "1", "150.00");

        files.carryOut(BOOK)
                .body("items.kind", hasItems("segment", "level_program"))
                .body("items.action", everyItem(is("create")));

        assertThat(new LevelPrograms(shop).of("pos:1", "club")).isEqualTo("silver");
        assertThat(new Segments(shop).of("pos:1")).containsExactly("golden");
        shop.given()
                .get("/v1/level-programs/club")
                .then()
                .body("standard", is(true))
                .body("retention.period", is("P1Y"))
                .body("levels[1].benefits[0].value", is(2.5f));
        shop.given().get("/v1/segments/golden").then().body("benefits.text", contains("SPRING"));
    }

    @Test
    void exportMakesAnotherShopTheSameAndAgainNothing() {
        files.carryOut(BOOK);
        var exported = files.export();
        var other = new RuleFiles(TestShop.create());

        other.carryOut(exported).body("items.action", everyItem(is("create")));

        assertThat(other.export()).isEqualTo(exported);
        for (var again : new String[] {BOOK, exported}) {
            other.apply(again, "?prune=true").statusCode(200).body("items.action", everyItem(is("unchanged")));
        }
    }

    @Test
    void whatDiffersIsToldAndBecomesSo() {
        files.carryOut(BOOK);
        var changed = BOOK.replace(">= 1000}", ">= 2000}")
                .replace("P1Y", "P6M")
                .replace("SPRING", "AUTUMN")
                .replace("name: Club", "name: The club");

        for (var query : new String[] {"?dryRun=true", ""}) {
            files.apply(changed, query)
                    .statusCode(200)
                    .body("items.find { it.key == 'club' }.changes", contains("name", "levels", "retention"))
                    .body("items.find { it.key == 'golden' }.changes", contains("benefits"));
        }
        files.settle();
        shop.given()
                .get("/v1/level-programs/club")
                .then()
                .body("name", is("The club"))
                .body("liveVersion", is(2))
                .body("draft", nullValue())
                .body("levels[2].qualification", is("amount_spent >= 2000"));
    }

    @Test
    void leftOutIsArchivedAndComesBack() {
        files.carryOut(BOOK);

        files.apply("levelPrograms: []", "?prune=true").statusCode(409).body("code", is("in_use"));
        files.apply("segments: []\nlevelPrograms: []", "?prune=true")
                .statusCode(200)
                .body("items.action", everyItem(is("archive")));
        files.settle();
        shop.given().get("/v1/level-programs/club").then().body("status", is("archived"));
        files.carryOut(BOOK).body("items.find { it.key == 'club' }.changes", contains("archived"));
        shop.given().get("/v1/level-programs/club").then().body("status", is("ready"));
    }

    @Test
    void whatIsWrongIsToldWhereItStands() {
        files.apply(BOOK.replace("amount_spent >= 100\n", "amount_spend >= 100\n"), "")
                .statusCode(422)
                .body("errors.pointer", hasItems("/levelPrograms/0/levels/1/qualification"));
        files.apply(BOOK.replace("amount_spent >= 100\n", "IN SEGMENT 'golden'\n"), "")
                .statusCode(409)
                .body("code", is("rule_cycle"));
        files.apply(BOOK.replace("level = 'gold'", "level = 'platinum'"), "").statusCode(422);
    }
}
