package io.kequn.platform.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Work of a shop that is due at an instant, with a kind of the test's own.
@KequnTest
class DueWorkTest {
    @Inject
    TestDueWork work;

    @Inject
    TestJobs jobs;

    @Inject
    JobSettings settings;

    @Test
    void plannedWorkRunsOnceAndNoMore() {
        var shop = TestShop.create();

        work.plan(shop, Instant.EPOCH);

        Eventually.holds(() -> work.runs(shop) == 1);
        Eventually.holds(() -> !work.isPlanned(shop));
        assertThat(work.runs(shop)).isEqualTo(1);
    }

    @Test
    void workThatAsksForMoreRunsAgain() {
        var shop = TestShop.create();
        work.again(shop, 3);

        work.plan(shop, Instant.EPOCH);

        Eventually.holds(() -> work.runs(shop) == 4);
    }

    @Test
    void workWaitsForItsInstantByTheShopsClock() {
        var shop = TestShop.createAt("1998-07-01T12:00:00Z");

        work.plan(shop, Instant.parse("1998-07-01T12:00:03Z"));
        assertThat(work.runs(shop)).isZero();

        Eventually.holds(() -> work.runs(shop) == 1);
    }

    @Test
    void workPlannedWhileItRunsIsNotLost() {
        var shop = TestShop.create();
        work.takes(shop, Duration.ofSeconds(2));
        work.plan(shop, Instant.EPOCH);
        Eventually.holds(() -> work.runs(shop) == 1);

        work.plan(shop, Instant.EPOCH);

        Eventually.holds(() -> work.runs(shop) == 2);
    }

    @Test
    void longJobsHoldNothingUp() {
        var shop = TestShop.create();
        var gate = jobs.gate(shop.key());
        var parameters = new JsonObject().put("to", 1).put("gate", shop.key());
        var standing = Stream.generate(() -> jobs.create(shop, parameters))
                .limit(settings.parallel())
                .toList();
        Eventually.holds(() -> standing.stream().allMatch(id -> "running".equals(status(shop, id))));

        work.plan(shop, Instant.EPOCH);

        Eventually.holds(() -> work.runs(shop) == 1);
        gate.complete(null);
        Eventually.holds(() -> standing.stream().allMatch(id -> "succeeded".equals(status(shop, id))));
    }

    /// A newer replica knows them; here they must not take the places of what is known.
    @Test
    void workOfUnknownKindsStandsBeforeNothing() {
        var shop = TestShop.create();
        work.planUnknown(shop, 120);

        var id = jobs.create(shop, new JsonObject().put("to", 1));
        work.plan(shop, Instant.EPOCH);

        Eventually.holds(() -> "succeeded".equals(status(shop, id)));
        Eventually.holds(() -> work.runs(shop) == 1);
        work.forgetUnknown(shop);
    }

    private static String status(TestShop shop, UUID job) {
        return shop.given().get("/v1/jobs/" + job).path("status");
    }

    @Test
    void failedWorkIsTriedAgain() {
        var shop = TestShop.create();
        work.failsOnce(shop);

        work.plan(shop, Instant.EPOCH);

        Eventually.holds(() -> work.runs(shop) == 2);
    }

    @Test
    void oldIdempotencyKeysAreForgotten() {
        var shop = TestShop.create();
        tag(shop, "old");
        tag(shop, "young");
        work.age(shop, "old", Duration.ofHours(25));

        work.planForgetting(shop);

        Eventually.holds(() -> work.keys(shop).equals(java.util.List.of("young")));
    }

    private static void tag(TestShop shop, String key) {
        shop.given()
                .header("Idempotency-Key", key)
                .body(Map.of("key", key, "name", key))
                .post("/v1/tags")
                .then()
                .statusCode(201);
    }
}
