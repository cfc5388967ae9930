package io.kequn.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.evaluation.StoredClock;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What publishing a level program would do, told before.
@KequnTest
class LevelPreviewTest extends LevelShop {
    @Inject
    DataSource database;

    @Test
    void aFirstDraftPlacesAllCustomers() {
        segments.order("pos:1", "1", "5000.00");
        segments.order("pos:2", "2", "500.00");
        segments.customer("pos:3", "Oslo");
        programs.put("club", CLUB, Map.of()).statusCode(201);

        preview("club")
                .body("program", is("club"))
                .body("levels.key", contains("regular", "silver", "gold"))
                .body("levels.count", contains(1, 1, 1))
                .body("levels.present", contains(0, 0, 0))
                .body("levels[0].check", nullValue())
                .body("levels[1].check.rule", is("amount_spent >= 100"))
                .body("moves.from", contains(null, null, null))
                .body("moves[0].samples", hasSize(1));
        shop.given().get("/v1/customers/pos:1/levels").then().body("items", empty());
    }

    @Test
    void whoKeepsALevelAndWhyIsTold() {
        segments.order("pos:1", "1", "500.00");
        segments.order("pos:2", "2", "500.00");
        segments.order("pos:3", "3", "1500.00");
        var terms = Map.of(
                "retention", Map.of("kind", "duration", "period", "P1Y"), "downgrade", Map.of("kind", "reassess"));
        programs.publish("club", CLUB, terms);
        segments.publish("silvers", "level = 'silver'");
        shop.given()
                .body(Map.of("level", "gold", "reason", "press"))
                .put("/v1/customers/pos:2/levels/club")
                .then()
                .statusCode(200);
        programs.put("club", List.of("regular", "silver: amount_spent >= 1000", "gold: amount_spent >= 2000"), terms);

        preview("club")
                .body("levels.qualifying", contains(2, 1, 0))
                .body("levels.count", contains(0, 1, 2))
                .body("levels.retained", contains(0, 1, 1))
                .body("levels.locked", contains(0, 0, 1))
                .body("moves", empty())
                .body("dependents.key", contains("silvers"));
        var rolling = Map.of(
                "program", "club", "retention", Map.of("kind", "rolling"), "downgrade", Map.of("kind", "reassess"));
        shop.given()
                .body(rolling)
                .post("/v1/level-programs/preview")
                .then()
                .statusCode(200)
                .body("levels.count", contains(1, 1, 1))
                .body("moves.from", contains("gold", "silver"))
                .body("moves.to", contains("silver", "regular"));
        shop.given().get("/v1/level-programs/club").then().body("draft.retention.kind", is("duration"));
    }

    @Test
    void termsOfNoProgramAreTriedToo() {
        segments.order("pos:1", "1", "500.00");
        var levels = LevelPrograms.program("n", List.of("low: city != 'Oslo'", "top: amount_spent > 100"), Map.of())
                .get("levels");
        shop.given()
                .body(Map.of("levels", levels))
                .post("/v1/level-programs/preview")
                .then()
                .statusCode(200)
                .body("program", nullValue())
                .body("levels.count", contains(0, 1))
                .body("levels[0].check.findings.code", hasItem("includes_missing"));
        shop.given().body(Map.of()).post("/v1/level-programs/preview").then().statusCode(400);
        shop.given()
                .body(Map.of("program", "none"))
                .post("/v1/level-programs/preview")
                .then()
                .statusCode(404)
                .body("code", is("level_program_not_found"));
        shop.given().post("/v1/level-programs/none/preview").then().statusCode(404);
    }

    @Test
    void graphqlPreviewsToo() {
        segments.order("pos:1", "1", "500.00");
        programs.put("club", CLUB, Map.of()).statusCode(201);
        var fields = " { levels { key count present check { rule } } moves { from to count samples { id } }"
                + " dependents { key } evaluatedAt } }";
        segments.ask("{ levelProgramPreview(levelProgram: \"club\")" + fields)
                .body("data.levelProgramPreview.levels.count", contains(0, 1, 0));
        segments.ask("{ levelTermsPreview(terms: {program: \"club\", levels: [{key: \"all\", name: \"n\"}]})" + fields)
                .body("data.levelTermsPreview.levels.count", contains(1));
    }

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("seeds", 6));
    }

    /// Whatever the terms before and after are, and wherever customers stand.
    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsForetoldHappens(int seed) {
        var random = new Random(seed);
        var story = new RandomPrograms(random);
        var levels = List.of("regular", "bronze", "silver", "gold");
        for (int order = 0; order < 40; order++) {
            order(random, order, "2026-01-1" + random.nextInt(5) + "T10:00:00Z");
        }
        programs.publish("club", story.levels(), story.terms());
        shop.advance(Duration.ofDays(1 + random.nextInt(40)));
        for (int order = 40; order < 60; order++) {
            order(random, order, now());
        }
        for (int i = 0; i < 3; i++) {
            assign(random.nextInt(25), levels.get(random.nextInt(levels.size())));
        }
        Eventually.holds(this::nothingIsDue);
        var before = standings();
        programs.put("club", story.levels(), story.terms()).statusCode(200);

        var told = preview("club").extract().jsonPath();
        programs.publishDraft("club");

        var after = standings();
        assertThat(counts(told)).as("seed %s: %s", seed, story).isEqualTo(counts(after, told));
        assertThat(moves(told)).as("seed %s: %s", seed, story).isEqualTo(moves(before, after));
    }

    private void order(Random random, int id, String at) {
        segments.order("pos:" + random.nextInt(25), String.valueOf(id), random.nextInt(1, 900) + ".00", at)
                .statusCode(201);
    }

    private String now() {
        return shop.given().get("/v1/shop/clock").path("now");
    }

    private void assign(int customer, String level) {
        shop.given().body(Map.of("level", level)).put("/v1/customers/pos:" + customer + "/levels/club");
    }

    /// Of the shop's clocks.
    private boolean nothingIsDue() {
        return new StoredClock(database, shop.key())
                .column("select kind from due where shop_id = %d"
                        + " and (due_at <= clock_timestamp() or lease_until > clock_timestamp())")
                .isEmpty();
    }

    /// The level of each customer.
    private Map<String, @Nullable String> standings() {
        var answer = segments.ask("{ customers(first: 100) { nodes { id levels { level { key } } } } }")
                .extract()
                .jsonPath();
        var standings = new HashMap<String, @Nullable String>();
        List<Map<String, Object>> customers = answer.getList("data.customers.nodes");
        for (int i = 0; i < customers.size(); i++) {
            standings.put(
                    String.valueOf(customers.get(i).get("id")),
                    answer.getString("data.customers.nodes[" + i + "].levels[0].level.key"));
        }
        return standings;
    }

    private static Map<String, Long> counts(JsonPath told) {
        var counts = new TreeMap<String, Long>();
        List<Map<String, Object>> levels = told.getList("levels");
        levels.forEach(level -> counts.put((String) level.get("key"), ((Number) level.get("count")).longValue()));
        return counts;
    }

    private static Map<String, Long> counts(Map<String, @Nullable String> standings, JsonPath told) {
        var counts = new TreeMap<String, Long>();
        told.<String>getList("levels.key").forEach(level -> counts.put(level, 0L));
        standings.values().stream().filter(Objects::nonNull).forEach(level -> counts.merge(level, 1L, Long::sum));
        return counts;
    }

    private static Map<String, Long> moves(JsonPath told) {
        var moves = new TreeMap<String, Long>();
        List<Map<String, Object>> all = told.getList("moves");
        all.forEach(
                move -> moves.put(move.get("from") + " > " + move.get("to"), ((Number) move.get("count")).longValue()));
        return moves;
    }

    private static Map<String, Long> moves(Map<String, @Nullable String> before, Map<String, @Nullable String> after) {
        var moves = new TreeMap<String, Long>();
        after.forEach((customer, level) -> {
            if (!Objects.equals(before.get(customer), level)) {
                moves.merge(before.get(customer) + " > " + level, 1L, Long::sum);
            }
        });
        return moves;
    }

    private ValidatableResponse preview(String program) {
        return shop.given()
                .post("/v1/level-programs/" + program + "/preview")
                .then()
                .statusCode(200);
    }
}
