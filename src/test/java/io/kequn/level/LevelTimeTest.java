package io.kequn.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.evaluation.StoredClock;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Levels of the past and of the future.
@KequnTest
class LevelTimeTest extends LevelShop {
    private static final int CUSTOMERS = 12;

    @Inject
    DataSource database;

    @Test
    void whatWillHappenIfNothingElseComesIsTold() {
        var terms = Map.of(
                "retention", Map.of("kind", "duration", "period", "P30D"),
                "downgrade", Map.of("kind", "reassess", "grace", "P10D"),
                "warnings", List.of("P7D"));
        programs.publish("club", List.of("regular", "gold: orders_placed MATCHES (date >= -20d, count >= 1)"), terms);
        segments.order("pos:1", "1", "50.00", "2026-01-15T11:00:00Z");

        at("2026-02-01T00:00:00Z").body("level.key", is("gold")).body("ahead", empty());
        at("2026-02-10T12:00:00Z")
                .body("level.key", is("gold"))
                .body("qualifiesFor.key", is("regular"))
                .body("downgrade.level.key", is("regular"))
                .body("ahead.kind", contains("warned"));
        at("2026-03-01T00:00:00Z")
                .body("level.key", is("regular"))
                .body("ahead.kind", contains("warned", "grace", "warned", "lost"))
                .body("ahead[3].from.key", is("gold"))
                .body("ahead[3].to.key", is("regular"));
        assertThat(programs.of("pos:1", "club")).as("nothing has changed").isEqualTo("gold");
        segments.ask("{ customerLevels(customer: \"pos:1\", at: \"2026-03-01T00:00:00Z\") { level { key }"
                        + " ahead { kind at to { key } } } }")
                .body("data.customerLevels[0].level.key", is("regular"));
        for (var wrong : List.of("2026-01-01T00:00:00Z", "2029-01-01T00:00:00Z")) {
            shop.given()
                    .get("/v1/customers/pos:1/levels?at=" + wrong)
                    .then()
                    .statusCode(422)
                    .body("errors[0].pointer", is("at"));
        }
    }

    @Test
    void hoursTurnToTheSecond() {
        var terms = Map.of("retention", Map.of("kind", "rolling"), "downgrade", Map.of("kind", "reassess"));
        programs.publish("club", List.of("regular", "gold: last_order_date >= now-100h"), terms);
        segments.order("pos:1", "1", "50.00", "2026-01-15T10:30:15Z");

        var lost = at("2026-02-15T00:00:00Z")
                .body("level.key", is("regular"))
                .body("ahead.kind", contains("lost"))
                .extract()
                .<String>path("ahead[0].at");
        assertThat(Instant.parse(lost))
                .isBetween(Instant.parse("2026-01-19T14:30:15Z"), Instant.parse("2026-01-19T14:30:17Z"));
    }

    @Test
    void thePastIsAsItWasBeforeAMergeAndAfterIt() {
        programs.publish(
                "club", List.of("regular", "silver: amount_spent >= 100", "gold: amount_spent >= 1000"), Map.of());
        segments.order("pos:1", "1", "150.00");
        segments.order("pos:2", "2", "1500.00");
        String other = shop.given().get("/v1/customers/pos:2").path("id");
        var before = tick();
        shop.given()
                .body(Map.of("from", "pos:2"))
                .post("/v1/customers/pos:1/merge")
                .then()
                .statusCode(200);
        var after = tick();

        asOf("pos:1", before).body("level.key", is("silver")).body("recorded", is(true));
        asOf(other, before).body("level.key", is("gold"));
        asOf("pos:1", after).body("level.key", is("gold"));
        asOf(other, after).body("level.key", is("gold"));
        asOf("pos:1", "2026-01-01T00:00:00Z")
                .body("level", nullValue())
                .body("since", nullValue())
                .body("recorded", is(false));
        shop.given()
                .get("/v1/customers/pos:1/levels?asOf=2027-01-01T00:00:00Z")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("asOf"));
    }

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("seeds", 2));
    }

    /// Day by day, so that the service's clock sees each of them.
    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsForeseenComesAndIsRememberedAfterwards(int seed) {
        var random = new Random(seed);
        var story = new RandomPrograms(random);
        for (int order = 0; order < 30; order++) {
            var at = "2026-01-" + random.nextInt(10, 15) + "T10:00:00Z";
            segments.order("pos:" + random.nextInt(CUSTOMERS), "" + order, random.nextInt(1, 900) + ".00", at)
                    .statusCode(201);
        }
        programs.publish("club", story.levels(), story.terms());
        Eventually.holds(this::nothingIsDue);
        var end = now().plus(Duration.ofDays(30));
        var foreseen = levels("?at=" + end);

        var seen = new LinkedHashMap<Instant, Map<String, @Nullable String>>();
        while (now().plus(Duration.ofDays(1)).isBefore(end)) {
            seen.put(Instant.parse(tick()), levels(""));
            shop.advance(Duration.ofDays(1));
            Eventually.holds(this::nothingIsDue);
        }
        shop.advance(Duration.between(now(), end).plusSeconds(1));
        Eventually.holds(this::nothingIsDue);

        assertThat(levels("")).as("seed %s: %s", seed, story).isEqualTo(foreseen);
        seen.forEach((instant, levels) -> assertThat(levels("?asOf=" + instant))
                .as("seed %s: %s", seed, instant)
                .isEqualTo(levels));
    }

    private Map<String, @Nullable String> levels(String query) {
        var levels = new TreeMap<String, @Nullable String>();
        for (int i = 0; i < CUSTOMERS; i++) {
            var answer = shop.given().get("/v1/customers/pos:" + i + "/levels" + query);
            if (answer.statusCode() == 200) {
                levels.put("pos:" + i, answer.path("items[0].level.key"));
            }
        }
        return levels;
    }

    private Instant now() {
        return Instant.parse(shop.given().get("/v1/shop/clock").path("now"));
    }

    /// An instant after all that has happened and before all that will.
    private String tick() {
        var now = now();
        Eventually.holds(() -> now().isAfter(now.plusMillis(1)));
        return now.toString();
    }

    private boolean nothingIsDue() {
        return new StoredClock(database, shop.key())
                .column("select kind from due where shop_id = %d"
                        + " and (due_at <= clock_timestamp() or lease_until > clock_timestamp())")
                .isEmpty();
    }

    private ValidatableResponse at(String instant) {
        return shop.given()
                .get("/v1/customers/pos:1/levels/club?at=" + instant)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse asOf(String customer, String instant) {
        return shop.given()
                .get("/v1/customers/" + customer + "/levels/club?asOf=" + instant)
                .then()
                .statusCode(200);
    }
}
