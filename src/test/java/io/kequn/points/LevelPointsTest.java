package io.kequn.points;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.kequn.KequnTest;
import io.kequn.level.LevelPrograms;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Levels multiply points, and points make levels, neither of them itself.
@KequnTest
class LevelPointsTest {
    private static final String SPENT = "amount_spent >= 100";

    @Inject
    Pool pool;

    private Purse purse;
    private LevelPrograms programs;

    @BeforeEach
    void openShop() {
        purse = Purse.ofNewShop();
        purse.customer("pos:1");
        programs = new LevelPrograms(purse.shop());
    }

    @AfterEach
    void lawHolds() {
        PointsLaw.requireHeld(pool, purse.shop());
    }

    /// `club` has `regular` for everyone, and `silver` by the rule, whose points the benefits multiply.
    private void club(String rule, Number... benefits) {
        var silver = new HashMap<String, Object>(Map.of("key", "silver", "name", "Silver", "qualification", rule));
        silver.put(
                "benefits",
                List.of(benefits).stream()
                        .map(value -> Map.of("kind", "points_multiplier", "value", value))
                        .toList());
        purse.shop()
                .given()
                .body(Map.of(
                        "name", "Club",
                        "levels", List.of(Map.of("key", "regular", "name", "Regular"), silver),
                        "retention", Map.of("kind", "rolling"),
                        "downgrade", Map.of("kind", "reassess")))
                .put("/v1/level-programs/club")
                .then()
                .statusCode(201);
        programs.publishDraft("club");
    }

    private ValidatableResponse put(String key, Map<?, ?>... multipliers) {
        var rule = Purse.spec("trigger", "order", "points", 1, "multipliers", List.of(multipliers));
        rule.put("per", Purse.money("1.00"));
        return purse.shop().given().body(rule).put("/v1/points-rules/" + key).then();
    }

    private static Map<String, Object> level(String level, Number factor) {
        return Map.of("level", level, "factor", factor);
    }

    private ValidatableResponse order(String id, String total) {
        var order = new LinkedHashMap<String, Object>();
        order.put("customer", "pos:1");
        order.put("source", "pos");
        order.put("externalId", id);
        order.put("placedAt", "2026-05-31T10:00:00+08:00");
        order.put("total", Purse.money(total));
        return purse.shop().given().body(order).post("/v1/orders").then();
    }

    private Object multiplier() {
        return ((Map<?, ?>) purse.ledger("pos:1").getFirst().get("rule")).get("multiplier");
    }

    /// The first order lifts the customer into the level; the second is multiplied.
    @Test
    void multiplierIsThatOfTheLevelBeforeTheCommand() {
        club(SPENT);
        put("spend", level("club/silver", 1.5), level("club/regular", 1.2)).statusCode(201);
        order("A", "100.00").body("membershipChanges.to", hasItem("silver"));
        order("B", "33.00");
        assertThat(purse.story("pos:1")).containsExactly("earn 120", "earn 49");
        assertThat(multiplier()).hasToString("{factor=1.5, segment=null, level=club/silver, benefit=false}");
    }

    @Test
    void benefitOfASegmentMultiplies() {
        purse.shop()
                .given()
                .body(Map.of(
                        "name", "Friends",
                        "kind", "static",
                        "benefits", List.of(Map.of("kind", "points_multiplier", "value", 3))))
                .put("/v1/segments/friends")
                .then()
                .statusCode(201);
        put("spend").statusCode(201);
        order("A", "10.00");
        purse.shop()
                .given()
                .body(Map.of("add", List.of("pos:1")))
                .post("/v1/segments/friends/members")
                .then()
                .statusCode(200);
        order("B", "10.00");
        assertThat(purse.story("pos:1")).containsExactly("earn 10", "earn 30");
        assertThat(multiplier()).hasToString("{factor=3, segment=friends, level=null, benefit=true}");
    }

    @Test
    void documentOfRulesDoesNotTakeALevelAwayThatPointsName() {
        club(SPENT);
        put("spend", level("club/silver", 1.5)).statusCode(201);

        purse.shop()
                .given()
                .body(Map.of(
                        "levelPrograms",
                        List.of(Map.of(
                                "key", "club",
                                "name", "Club",
                                "levels", List.of(Map.of("key", "regular", "name", "Regular"))))))
                .post("/v1/rules/apply")
                .then()
                .statusCode(409)
                .body("code", is("in_use"))
                .body("detail", containsString("spend"));
    }

    @Test
    void benefitOfALevelMultiplies() {
        club(SPENT, 2, 1.25);
        put("spend").statusCode(201);
        order("A", "100.00");
        order("B", "10.00");
        assertThat(purse.story("pos:1")).containsExactly("earn 100", "earn 20");
        assertThat(multiplier()).hasToString("{factor=2, segment=null, level=club/silver, benefit=true}");
        order("B", "5.00");
        assertThat(purse.story("pos:1")).endsWith("reverse -10");
        purse.rule("review", "trigger", "event", "event", "reviewed", "points", 7);
        purse.done("pos:1", "earn", Map.of("rule", "review"));
        assertThat(purse.story("pos:1")).endsWith("earn 14");
        purse.earn("pos:1", 7);
        assertThat(purse.story("pos:1")).as("points by hand").endsWith("earn 7");
    }

    @Test
    void highestMultiplierCountsAlone() {
        club("number_of_orders >= 0", 2);
        put("more", level("club/silver", 3)).statusCode(201);
        put("less", level("club/silver", 1.5)).statusCode(201);
        put("same", level("club/silver", 2)).statusCode(201);
        order("A", "10.00");
        var earned = new ArrayList<String>();
        purse.ledger("pos:1").forEach(entry -> earned.add(entry.get("points") + " " + entry.get("rule")));
        assertThat(earned)
                .anySatisfy(
                        entry -> assertThat(entry).startsWith("30 {key=more").contains("benefit=false"))
                .anySatisfy(
                        entry -> assertThat(entry).startsWith("20 {key=less").contains("benefit=true"))
                .anySatisfy(
                        entry -> assertThat(entry).startsWith("20 {key=same").contains("benefit=false"));
    }

    /// The points of the order make the level in the same request, and the level does not make more of them.
    @Test
    void pointsMakeALevelThatDoesNotMultiplyThem() {
        club("points_balance >= 100", 3);
        put("spend").statusCode(201);
        order("A", "99.00");
        assertThat(programs.of("pos:1", "club")).isEqualTo("regular");
        order("B", "1.00").body("membershipChanges.to", hasItem("silver"));
        assertThat(programs.of("pos:1", "club")).isEqualTo("silver");
        assertThat(purse.story("pos:1")).containsExactly("earn 99", "earn 1");
        purse.redeem("pos:1", 1);
        assertThat(programs.of("pos:1", "club")).isEqualTo("regular");
    }

    @Test
    void multiplierNamesWhatThereIs() {
        club(SPENT);
        put("spend", level("club/gold", 2)).statusCode(422).body("code", is("reference_unknown"));
        put("spend", level("silver", 2)).statusCode(422).body("code", is("reference_unknown"));
        put("spend", Map.of("factor", 2)).statusCode(422).body("errors[0].pointer", is("/multipliers/0"));
        put("spend", Map.of("segment", "a", "level", "club/silver", "factor", 2))
                .statusCode(422);
        put("spend", level("club/silver", 2), level("club/silver", 3))
                .statusCode(422)
                .body("errors[0].pointer", is("/multipliers/1"));
        put("spend", Map.of("level", "club/silver")).statusCode(400);
    }

    @Test
    void levelThatMultipliesStays() {
        club(SPENT);
        put("spend", level("club/silver", 2)).statusCode(201);
        programs.put("club", List.of("regular", "gold: " + SPENT), Map.of()).statusCode(200);
        programs.verb("club", "publish")
                .statusCode(409)
                .body("code", is("in_use"))
                .body("detail", containsString("points rule `spend`"));
        programs.verb("club", "archive").statusCode(409).body("code", is("in_use"));
        purse.shop().given().delete("/v1/points-rules/spend").then().statusCode(200);
        programs.publishDraft("club");
    }

    @Test
    void segmentThatMultipliesStays() {
        var segments = purse.shop();
        segments.given()
                .body(Map.of("name", "L", "kind", "static"))
                .put("/v1/segments/list")
                .then()
                .statusCode(201);
        put("spend", Map.of("segment", "list", "factor", 2)).statusCode(201);
        segments.given()
                .post("/v1/segments/list/archive")
                .then()
                .statusCode(409)
                .body("code", is("in_use"))
                .body("errors[0].pointer", is("/v1/points-rules/spend"));
        segments.given().delete("/v1/points-rules/spend").then().statusCode(200);
        segments.given().post("/v1/segments/list/archive").then().statusCode(200);
    }
}
