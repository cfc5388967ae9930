package io.kequn.platform.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Jobs over HTTP, with a kind of the test's own that counts to a number.
@KequnTest
class JobTest {
    @Inject
    TestJobs jobs;

    @Test
    void jobRunsToItsEndAndTellsItsProgress() {
        var shop = TestShop.create();

        var id = jobs.create(shop, new JsonObject().put("to", 5));

        ended(shop, id)
                .body("status", is("succeeded"))
                .body("kind", is("test-count"))
                .body("done", is(5))
                .body("failed", is(0))
                .body("total", is(5))
                .body("progress", equalTo(1.0f))
                .body("error", nullValue());
        assertThat(jobs.counted(id)).isEqualTo(List.of(1, 2, 3, 4, 5));
    }

    @Test
    void smallJobBeginsAtOnce() {
        var shop = TestShop.create();
        ended(shop, jobs.create(shop, new JsonObject().put("to", 1)));

        long begin = System.nanoTime();
        var id = jobs.create(shop, new JsonObject().put("to", 1));
        ended(shop, id);

        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isLessThan(700);
    }

    @Test
    void transientFailureIsTriedAgainFromTheLastSavedStep() {
        var shop = TestShop.create();

        var id = jobs.create(shop, new JsonObject().put("to", 4).put("breaksAt", 3));

        ended(shop, id).body("status", is("succeeded")).body("done", is(4));
        assertThat(jobs.counted(id)).isEqualTo(List.of(1, 2, 3, 4));
    }

    @Test
    void refusedStepEndsTheJobWithItsReason() {
        var shop = TestShop.create();

        var id = jobs.create(shop, new JsonObject().put("to", 4).put("refusedAt", 3));

        ended(shop, id)
                .body("status", is("failed"))
                .body("done", is(2))
                .body("error.code", is("value_invalid"))
                .body("error.message", is("Three is too much."));
        shop.given()
                .header("Accept-Language", "zh-CN")
                .get("/v1/jobs/" + id)
                .then()
                .body("error.message", is("三太多了。"));
    }

    @Test
    void programErrorEndsTheJob() {
        var shop = TestShop.create();

        var id = jobs.create(shop, new JsonObject().put("to", 4).put("bugAt", 2));

        ended(shop, id).body("status", is("failed")).body("error.code", is("internal"));
    }

    @Test
    void cancelledJobStopsBetweenSteps() {
        var shop = TestShop.create();
        var id = jobs.create(shop, new JsonObject().put("to", 1_000_000));
        Eventually.holds(() -> jobs.counted(id).size() > 2);

        shop.given().post("/v1/jobs/" + id + "/cancel").then().statusCode(200);

        ended(shop, id).body("status", is("cancelled"));
        shop.given().post("/v1/jobs/" + id + "/cancel").then().statusCode(200).body("status", is("cancelled"));
        int size = jobs.counted(id).size();
        shop.given().get("/v1/jobs/" + id).then().body("done", is(size));
    }

    @Test
    void endedJobIsNotCancelled() {
        var shop = TestShop.create();
        var id = jobs.create(shop, new JsonObject().put("to", 1));
        ended(shop, id);

        shop.given().post("/v1/jobs/" + id + "/cancel").then().statusCode(409).body("code", is("state_conflict"));
    }

    @Test
    void jobOfADeadReplicaGoesOnWhereItStood() {
        var shop = TestShop.create();

        var id = jobs.createLeasedByADeadReplica(shop, new JsonObject().put("to", 6), 3, Duration.ofSeconds(2));

        shop.given().get("/v1/jobs/" + id).then().body("status", is("running")).body("done", is(3));
        ended(shop, id).body("status", is("succeeded")).body("done", is(6));
        assertThat(jobs.counted(id)).isEqualTo(List.of(4, 5, 6));
    }

    @Test
    void jobThatKillsEachReplicaFails() {
        var shop = TestShop.create();

        var id = jobs.createThatKilled(shop, 10);

        ended(shop, id).body("status", is("failed")).body("error.code", is("internal"));
    }

    @Test
    void jobsOfOneShopDoNotWaitForEachOther() {
        var shop = TestShop.create();
        var longOne = jobs.create(shop, new JsonObject().put("to", 1_000_000));

        var shortOne = jobs.create(shop, new JsonObject().put("to", 1));

        ended(shop, shortOne).body("status", is("succeeded"));
        shop.given().post("/v1/jobs/" + longOne + "/cancel").then().statusCode(200);
        ended(shop, longOne);
    }

    @Test
    void newestJobIsListedFirst() {
        var shop = TestShop.create();
        var first = jobs.create(shop, new JsonObject().put("to", 1));
        var second = jobs.create(shop, new JsonObject().put("to", 1));

        var next = shop.given()
                .get("/v1/jobs?limit=1&count=true")
                .then()
                .statusCode(200)
                .body("items.id", contains(second.toString()))
                .body("page.total", is(2))
                .extract()
                .<String>path("page.next");
        shop.given()
                .get("/v1/jobs?after=" + next)
                .then()
                .body("items.id", contains(first.toString()))
                .body("page.next", nullValue());
    }

    @Test
    void jobOfAnotherShopIsNotFound() {
        var id = jobs.create(TestShop.create(), new JsonObject().put("to", 1));
        var other = TestShop.create();

        other.given().get("/v1/jobs/" + id).then().statusCode(404).body("code", is("job_not_found"));
        other.given().post("/v1/jobs/" + id + "/cancel").then().statusCode(404);
        other.given().get("/v1/jobs").then().body("items.size()", is(0));
    }

    @Test
    void kindNamesTheScopeThatReads() {
        var shop = TestShop.create();
        var id = jobs.create(shop, new JsonObject().put("to", 1));

        shop.withScopes("orders:read").given().get("/v1/jobs/" + id).then().statusCode(403);
        var reader = shop.withScopes("tags:read");
        reader.given().get("/v1/jobs/" + id).then().statusCode(200);
        reader.given().post("/v1/jobs/" + id + "/cancel").then().statusCode(403);
    }

    @Test
    void malformedIdIsNotFound() {
        TestShop.create().given().get("/v1/jobs/no-uuid").then().statusCode(404);
    }

    static ValidatableResponse ended(TestShop shop, UUID id) {
        Eventually.holds(() -> List.of("succeeded", "failed", "cancelled").contains(status(shop, id)));
        return shop.given().get("/v1/jobs/" + id).then().statusCode(200);
    }

    private static String status(TestShop shop, UUID id) {
        return shop.given().get("/v1/jobs/" + id).then().extract().path("status");
    }
}
