package io.kequn.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What becomes of levels when programs, customers and time change.
@KequnTest
class LevelLifeTest extends LevelShop {
    @Test
    void whoseLevelGoesGetsTheOneTheyQualifyFor() {
        segments.order("pos:1", "1", "5000.00");
        programs.publish("club", CLUB, Map.of());
        segments.publish("golden", "level = 'gold'");
        programs.put("club", CLUB.subList(0, 2), Map.of()).statusCode(200);
        programs.verb("club", "publish")
                .statusCode(409)
                .body("code", is("in_use"))
                .body("detail", containsString("golden"));
        assertThat(programs.of("pos:1", "club")).isEqualTo("gold");
        shop.given().post("/v1/segments/golden/archive").then().statusCode(200);
        programs.publishDraft("club");
        assertThat(programs.of("pos:1", "club")).isEqualTo("silver");
        history("pos:1").body("items.kind", contains("program_changed")).body("items.from", contains("gold"));
    }

    @Test
    void otherRulesAloneMoveCustomersToo() {
        var rolling = Map.of("retention", Map.of("kind", "rolling"), "downgrade", Map.of("kind", "reassess"));
        segments.order("pos:1", "1", "150.00");
        programs.publish("club", CLUB, rolling);
        assertThat(programs.of("pos:1", "club")).isEqualTo("silver");
        programs.publish("club", List.of("regular", "silver: amount_spent >= 200", CLUB.get(2)), rolling);
        assertThat(programs.of("pos:1", "club")).isEqualTo("regular");
        programs.publish("club", List.of("regular", "silver: amount_spent >= 50", CLUB.get(2)), rolling);
        assertThat(programs.of("pos:1", "club")).isEqualTo("silver");
        programs.publishDraft("club");
        assertThat(programs.of("pos:1", "club")).isEqualTo("silver");
    }

    @Test
    void otherTermsAloneGiveLevelsAnEnd() {
        segments.order("pos:1", "1", "150.00");
        programs.publish("club", CLUB, Map.of());
        programs.standing("pos:1", "club").body("expiresAt", nullValue());
        programs.publish("club", CLUB, Map.of("retention", Map.of("kind", "duration", "period", "P1Y")));
        programs.standing("pos:1", "club").body("expiresAt", notNullValue()).body("level.key", is("silver"));
    }

    @Test
    void archivedProgramHasNobodyUntilItIsBack() {
        segments.order("pos:1", "1", "500.00");
        programs.publish("club", CLUB, Map.of());
        programs.verb("club", "archive").statusCode(200);
        Eventually.holds(() -> shop.given()
                .get("/v1/level-programs/club")
                .path("levels[1].customers")
                .equals(0));
        shop.given().get("/v1/customers/pos:1/levels").then().body("items", empty());
        programs.verb("club", "unarchive").statusCode(200);
        Eventually.holds(() -> "silver".equals(programs.of("pos:1", "club")));
        programs.verb("club", "archive").statusCode(200);
        Eventually.holds(() -> shop.given().delete("/v1/level-programs/club").statusCode() == 204);
    }

    @Test
    void ofTwoWhoAreMergedTheHigherLevelStays() {
        programs.publish("club", CLUB, Map.of());
        segments.order("pos:1", "1", "150.00");
        segments.customer("pos:2", "Oslo");
        shop.given()
                .body(Map.of("level", "gold", "reason", "press"))
                .put("/v1/customers/pos:2/levels/club")
                .then()
                .statusCode(200);
        shop.given()
                .body(Map.of("from", "pos:2"))
                .post("/v1/customers/pos:1/merge")
                .then()
                .statusCode(200);
        assertThat(programs.of("pos:1", "club")).isEqualTo("gold");
        history("pos:1").body("items[0].kind", is("merged"));
        shop.given()
                .get("/v1/level-programs/club/levels/gold/customers?count=true")
                .then()
                .body("page.total", is(1));
        shop.given().delete("/v1/customers/pos:1").then().statusCode(200);
        shop.given()
                .get("/v1/level-programs/club/levels/gold/customers?count=true")
                .then()
                .body("page.total", is(0));
    }

    @Test
    void upgradeWaitsForTheRefundWindow() {
        var terms = Map.of("upgrade", Map.of("kind", "after", "hold", "P14D"));
        programs.publish("club", CLUB, terms);
        segments.order("pos:1", "1", "150.00");
        programs.standing("pos:1", "club")
                .body("level.key", is("regular"))
                .body("qualifiesFor.key", is("silver"))
                .body("upgrade.level.key", is("silver"))
                .body("upgrade.at", notNullValue());
        shop.advance(Duration.ofDays(13));
        assertThat(programs.of("pos:1", "club")).isEqualTo("regular");
        shop.advance(Duration.ofDays(2));
        Eventually.holds(() -> "silver".equals(programs.of("pos:1", "club")));
        history("pos:1").body("items.kind", contains("qualified")).body("items.reason", contains("time"));
    }

    @Test
    void graceWarnsAndEndsOneStepDown() {
        var terms = Map.of(
                "retention", Map.of("kind", "rolling"),
                "downgrade", Map.of("kind", "one_step", "grace", "P30D"),
                "warnings", List.of("P7D"));
        var recent = "orders_placed MATCHES (date >= -10d, sum_amount >= ";
        programs.publish("club", List.of("regular", "silver: " + recent + "100)", "gold: " + recent + "1000)"), terms);
        segments.order("pos:1", "1", "1500.00");
        shop.advance(Duration.ofDays(12));
        Eventually.holds(() -> programs.standing("pos:1", "club").extract().path("graceUntil") != null);
        shop.advance(Duration.ofDays(24));
        Eventually.holds(() -> {
            List<String> kinds = history("pos:1").extract().path("items.kind");
            return kinds.getFirst().equals("warned");
        });
        shop.advance(Duration.ofDays(8));
        Eventually.holds(() -> "silver".equals(programs.of("pos:1", "club")));
        history("pos:1").body("items.kind", contains("grace", "lost", "warned", "grace", "qualified"));
    }

    private ValidatableResponse history(String customer) {
        return shop.given()
                .get("/v1/customers/" + customer + "/levels/club/history")
                .then();
    }
}
