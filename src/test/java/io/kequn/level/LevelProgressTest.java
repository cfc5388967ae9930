package io.kequn.level;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import io.kequn.KequnTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What customers are missing for the next level, and to keep the one they have.
@KequnTest
class LevelProgressTest extends LevelShop {
    private static final List<String> CLUB =
            List.of("regular", "silver: amount_spent >= 100", "gold: amount_spent >= 1000 AND number_of_orders >= 3");

    @Test
    void theNextLevelTellsWhatEachConditionLacks() {
        programs.publish("club", CLUB, Map.of());
        segments.order("pos:1", "1", "400.00");

        progress("pos:1", "en")
                .body("level.key", is("silver"))
                .body("progress.next.level.key", is("gold"))
                .body("progress.next.met", is(false))
                .body("progress.next.until", nullValue())
                .body("progress.next.conditions.text", contains("amount_spent >= 1000", "number_of_orders >= 3"))
                .body("progress.next.conditions.missing", contains(true, true))
                .body("progress.next.conditions[0].tests[0].actual", is("400.00"))
                .body("progress.next.conditions[0].flips[0].by", is("600.00"))
                .body("progress.next.conditions[0].flips[0].message", is("spend 600.00 more"))
                .body("progress.next.conditions[1].flips[0].by", is("2"))
                .body("progress.stay", nullValue());
        progress("pos:1", "zh").body("progress.next.conditions[0].flips[0].message", is("再消费 600.00"));
        segments.order("pos:1", "2", "700.00");
        segments.order("pos:1", "3", "1.00");
        progress("pos:1", "en").body("level.key", is("gold")).body("progress.next", nullValue());
        programs.standing("pos:1", "club").body("$", not(hasKey("progress")));
    }

    @Test
    void aWindowSaysUntilWhenTheRestIsEnough() {
        var rule = "orders_placed MATCHES (date IN this_year, sum_amount >= 1000)";
        programs.publish("club", List.of("regular", "gold: " + rule), Map.of());
        segments.order("pos:1", "1", "500.00");

        progress("pos:1", "en")
                .body("progress.next.until", is("2026-12-31T16:00:00Z"))
                .body("progress.next.message", is("spend 500.00 more until 2026-12-31"));
        progress("pos:1", "zh").body("progress.next.message", is("再消费 500.00（截至 2026-12-31）"));
    }

    @Test
    void whatKeepsALevelIsReckonedAtTheEndOfItsPeriod() {
        var rule = "orders_placed MATCHES (date >= -60d, sum_amount >= 1000)";
        var terms = Map.of(
                "retention", Map.of("kind", "calendar", "date", "07-01"), "downgrade", Map.of("kind", "reassess"));
        programs.publish("club", List.of("regular", "gold: " + rule), terms);
        segments.order("pos:1", "1", "1500.00");

        progress("pos:1", "en")
                .body("level.key", is("gold"))
                .body("qualifiesFor.key", is("gold"))
                .body("progress.next", nullValue())
                .body("progress.stay.level.key", is("gold"))
                .body("progress.stay.met", is(false))
                .body("progress.stay.by", is("2026-06-30T16:00:00Z"))
                .body("progress.stay.message", is("spend 1000.00 more until 2026-06-30"));
        programs.publish(
                "club",
                List.of("regular", "gold: " + rule),
                Map.of("retention", Map.of("kind", "rolling"), "downgrade", Map.of("kind", "reassess")));
        progress("pos:1", "en").body("progress.stay.met", is(true)).body("progress.stay.by", nullValue());
    }

    @Test
    void aRollingLevelTellsWhenItEndsByItself() {
        var rule = "orders_placed MATCHES (date >= -60d, sum_amount >= 1000)";
        programs.publish(
                "club",
                List.of("regular", "gold: " + rule),
                Map.of("retention", Map.of("kind", "rolling"), "downgrade", Map.of("kind", "reassess")));
        segments.order("pos:1", "1", "1500.00");

        progress("pos:1", "en")
                .body("progress.stay.met", is(true))
                .body("progress.stay.by", nullValue())
                .body("progress.stay.until", is("2026-03-06T16:00:00Z"))
                .body("progress.stay.flips", nullValue())
                .body("progress.stay.message", is("nothing more is needed until 2026-03-06"));
    }

    @Test
    void aLevelIsExplained() {
        programs.publish("club", CLUB, Map.of());
        segments.order("pos:1", "1", "400.00");

        shop.given()
                .get("/v1/customers/pos:1/levels/club/explanation")
                .then()
                .statusCode(200)
                .body("levelProgram", is("club"))
                .body("stored", is("silver"))
                .body("qualifiesFor", is("silver"))
                .body("verdict", is("silver"))
                .body("movedFrom", nullValue())
                .body("levels.key", contains("gold", "silver"))
                .body("levels.holds", contains(false, true))
                .body("levels[0].rule.children", hasSize(2))
                .body("levels[0].flips", hasSize(2));
        shop.given()
                .get("/v1/customers/pos:1/levels/club/explanation?draft=true")
                .then()
                .statusCode(409)
                .body("code", is("state_conflict"));
        shop.given()
                .get("/v1/customers/pos:1/levels/none/explanation")
                .then()
                .statusCode(404)
                .body("code", is("level_program_not_found"));
        segments.ask("{ customerLevelExplanation(levelProgram: \"club\", customer: \"pos:1\") { stored verdict"
                        + " levels { key holds rule { text } flips { message } } } }")
                .body("data.customerLevelExplanation.verdict", is("silver"));
        segments.ask("{ customerLevels(customer: \"pos:1\", progress: true) { level { key } progress { next { message"
                        + " conditions { text missing flips { by } } } stay { met } } } }")
                .body("data.customerLevels[0].progress.next.conditions.missing", contains(true, true));
    }

    @Test
    void onlyWhatThereIsCanBeAskedFor() {
        programs.publish("club", CLUB, Map.of());
        segments.customer("pos:1", "Oslo");
        for (var query :
                List.of("include=all", "asOf=now", "at=2026-01-01", "include=progress&at=2026-02-01T00:00:00Z")) {
            shop.given()
                    .get("/v1/customers/pos:1/levels?" + query)
                    .then()
                    .statusCode(oneOf(400, 422))
                    .contentType("application/problem+json");
        }
    }

    private ValidatableResponse progress(String customer, String language) {
        return shop.given()
                .header("Accept-Language", language)
                .get("/v1/customers/" + customer + "/levels/club?include=progress")
                .then()
                .statusCode(200);
    }
}
