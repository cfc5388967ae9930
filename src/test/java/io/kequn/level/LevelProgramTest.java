package io.kequn.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Level programs: everybody where the rules and the terms say, in the transaction that changes it.
@KequnTest
class LevelProgramTest extends LevelShop {
    private static final Map<String, ?> AT_ONCE = Map.of();

    @Test
    void publishingPutsEverybodyWhereTheySay() {
        segments.order("pos:1", "1", "5000.00");
        segments.order("pos:2", "2", "500.00");
        segments.customer("pos:3", "Oslo");
        programs.publish("club", CLUB, AT_ONCE);
        assertThat(programs.of("pos:1", "club")).isEqualTo("gold");
        assertThat(programs.of("pos:2", "club")).isEqualTo("silver");
        assertThat(programs.of("pos:3", "club")).isEqualTo("regular");
        shop.given()
                .get("/v1/level-programs/club")
                .then()
                .body("status", is("ready"))
                .body("standard", is(true))
                .body("levels.key", contains("regular", "silver", "gold"))
                .body("levels.rank", contains(1, 2, 3))
                .body("levels.customers", contains(1, 1, 1))
                .body("draft", nullValue());
    }

    @Test
    void orderMovesItsCustomerUpAtOnceAndRulesReadTheLevel() {
        programs.publish("club", CLUB, AT_ONCE);
        segments.publish("golden", "level = 'gold' OR level.club = 'silver'");
        segments.order("pos:1", "1", "150.00")
                .body("membershipChanges.findAll { it.kind == 'level' }.to", hasItem("silver"))
                .body("membershipChanges.findAll { it.kind == 'segment' }.key", contains("golden"));
        segments.order("pos:1", "2", "900.00")
                .body("membershipChanges.find { it.kind == 'level' }.from", is("silver"))
                .body("membershipChanges.find { it.kind == 'level' }.to", is("gold"));
    }

    @Test
    void levelIsLostWhenItsPeriodEnds() {
        var terms = Map.of(
                "retention", Map.of("kind", "duration", "period", "P30D"),
                "downgrade", Map.of("kind", "reassess"));
        programs.publish("club", List.of("regular", "silver: orders_placed MATCHES (date >= -10d, count >= 1)"), terms);
        segments.publish("silver-now", "level = 'silver'");
        segments.order("pos:1", "1", "50.00");
        assertThat(programs.of("pos:1", "club")).isEqualTo("silver");
        shop.advance(Duration.ofDays(20));
        Eventually.holds(() -> programs.standing("pos:1", "club")
                .extract()
                .path("qualifiesFor.key")
                .equals("regular"));
        programs.standing("pos:1", "club").body("level.key", is("silver")).body("downgrade.level.key", is("regular"));
        shop.advance(Duration.ofDays(11));
        Eventually.holds(() -> "regular".equals(programs.of("pos:1", "club")));
        shop.given().get("/v1/segments/silver-now/members").then().body("items", hasSize(0));
    }

    @Test
    void levelGivenByHandStaysUntilItsLockEnds() {
        programs.publish(
                "club", CLUB, Map.of("retention", Map.of("kind", "rolling"), "downgrade", Map.of("kind", "reassess")));
        segments.customer("pos:1", "Oslo");
        shop.given()
                .body(Map.of("level", "gold", "lockUntil", "2026-02-01T00:00:00Z", "reason", "press"))
                .put("/v1/customers/pos:1/levels/club")
                .then()
                .statusCode(200)
                .body("membershipChanges[0].to", is("gold"));
        programs.standing("pos:1", "club").body("lock.reason", is("press")).body("level.key", is("gold"));
        shop.advance(Duration.ofDays(18));
        Eventually.holds(() -> "regular".equals(programs.of("pos:1", "club")));
        programs.standing("pos:1", "club").body("lock", nullValue());
    }

    @Test
    void benefitsAreAsTheyWereSent() {
        var level = Map.of(
                "key",
                "vip",
                "name",
                "VIP",
                "benefits",
                List.of(
                        Map.of("kind", "discount_percent", "value", 10),
                        Map.of("kind", "points_multiplier", "value", 1.50),
                        Map.of("kind", "birthday_gift", "text", "蛋糕")));
        var answer = shop.given()
                .body(Map.of("name", "VIP", "levels", List.of(level)))
                .put("/v1/level-programs/vip")
                .then()
                .statusCode(201)
                .extract()
                .asString();
        assertThat(answer).contains("\"value\":10,", "\"value\":1.5,", "\"text\":\"蛋糕\"");
        var wrong = Map.of("kind", "birthday_gift", "value", 3);
        shop.given()
                .body(Map.of("levels", List.of(Map.of("key", "vip", "name", "VIP", "benefits", List.of(wrong)))))
                .put("/v1/level-programs/vip")
                .then()
                .statusCode(400)
                .body("errors.pointer", hasItem("/levels/0/benefits/0/text"));
    }

    @Test
    void whichProgramRulesMeanIsChosenBeforeItIsPublished() {
        programs.publish("club", CLUB, AT_ONCE);
        segments.publish("golden", "level = 'gold'");
        programs.put("club", CLUB, Map.of("standard", false)).statusCode(409).body("code", is("state_conflict"));
        programs.put("other", CLUB, Map.of("standard", true)).statusCode(409);
        programs.put("other", CLUB, AT_ONCE).statusCode(201).body("standard", is(false));
        programs.put("my-club", CLUB, AT_ONCE)
                .statusCode(422)
                .body("errors[0].message", containsString("level.my-club"));
        programs.put("club", CLUB, AT_ONCE).statusCode(200);
        segments.order("pos:1", "1", "5000.00").body("membershipChanges.key", hasItem("golden"));
    }

    @Test
    void wrongProgramsAreRefusedWithThePlaces() {
        programs.put("club", List.of("regular", "silver"), AT_ONCE)
                .statusCode(422)
                .body("errors[0].pointer", is("/levels/1/qualification"));
        programs.put("club", CLUB, Map.of("retention", Map.of("kind", "duration")))
                .statusCode(400)
                .body("errors[0].pointer", is("/retention/period"));
        programs.put("club", CLUB, Map.of("upgrade", Map.of("kind", "later")))
                .statusCode(422)
                .body("errors[0].message", containsString("once"));
        programs.put("club", List.of("regular", "silver: level.club = 'gold'"), AT_ONCE)
                .statusCode(422)
                .body("code", is("rule_invalid"));
    }
}
