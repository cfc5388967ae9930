package io.kequn.platform.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Work of a shop that is due at an instant, with a kind of the test's own.
@KequnTest
class DueWorkTest {
    @Inject
    TestDueWork work;

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
