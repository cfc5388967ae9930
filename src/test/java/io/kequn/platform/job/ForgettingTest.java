package io.kequn.platform.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the service keeps for a time only.
@KequnTest
class ForgettingTest {
    @Inject
    TestDueWork work;

    @Inject
    TestJobs jobs;

    /// More errors than are forgotten in one piece, so that the job must wait for them.
    @Test
    void oldImportsAreForgottenWithTheirErrors() {
        var shop = TestShop.create();
        var rows = IntStream.range(0, 1_500).mapToObj(i -> i + ",nonsense\n").collect(Collectors.joining());
        var id = imported(shop, "id,mail\n" + rows);
        assertThat(work.importErrors(shop)).isEqualTo(1_500);

        work.ageAll(shop, Duration.ofDays(89));
        work.planForgetting(shop);
        Eventually.holds(() -> !work.isForgettingPlanned(shop));
        assertThat(work.importErrors(shop)).isEqualTo(1_500);

        work.ageAll(shop, Duration.ofDays(2));
        work.planForgetting(shop);

        Eventually.holds(
                () -> shop.given().get("/v1/imports/" + id).then().extract().statusCode() == 404);
        assertThat(work.importErrors(shop)).isZero();
    }

    private static String imported(TestShop shop, String file) {
        var columns = List.of(Map.of("to", "externalId", "column", "id"), Map.of("to", "email", "column", "mail"));
        String id = shop.given()
                .body(Map.of("kind", "customers", "source", "crm", "mapping", columns))
                .post("/v1/imports")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        RestAssured.given()
                .header("Authorization", "Bearer " + shop.secret())
                .contentType("text/csv")
                .body(file)
                .put("/v1/imports/" + id + "/content")
                .then()
                .statusCode(200);
        Eventually.holds(
                () -> shop.given().get("/v1/imports/" + id).path("status").equals("succeeded"));
        return id;
    }

    @Test
    void jobsThatGoOnAreKept() {
        var shop = TestShop.create();
        var gate = jobs.gate(shop.key());
        var id = jobs.create(shop, new JsonObject().put("to", 1).put("gate", shop.key()));
        work.ageAll(shop, Duration.ofDays(91));

        work.planForgetting(shop);

        Eventually.holds(() -> !work.isForgettingPlanned(shop));
        shop.given().get("/v1/jobs/" + id).then().statusCode(200);
        gate.complete(null);
    }

    /// A refund whose order has not come in all that time leaves its name to others.
    @Test
    void whatWaitsForAnOrderDoesNotWaitForEver() {
        var shop = TestShop.createAt("2026-06-01T12:00:00Z");
        refund(shop, "A-1", 202);
        refund(shop, "A-2", 409);
        work.ageAll(shop, Duration.ofDays(91));

        work.planForgetting(shop);

        Eventually.holds(() -> !work.isForgettingPlanned(shop));
        refund(shop, "A-2", 202);
        order(shop, "A-1").body("order.refunds", hasSize(0));
        order(shop, "A-2").body("order.refunded.amount", is("3.00"));
    }

    private static void refund(TestShop shop, String order, int status) {
        shop.given()
                .body(Map.of("externalId", "R-1", "occurredAt", "2026-06-01T10:00:00Z", "amount", yuan("3.00")))
                .post("/v1/orders/pos:" + order + "/refunds")
                .then()
                .statusCode(status);
    }

    private static ValidatableResponse order(TestShop shop, String id) {
        return shop.given()
                .body(Map.of(
                        "customer",
                        "pos:1",
                        "source",
                        "pos",
                        "externalId",
                        id,
                        "placedAt",
                        "2026-06-01T09:00:00Z",
                        "total",
                        yuan("10.00")))
                .post("/v1/orders")
                .then()
                .statusCode(201);
    }

    private static Map<String, String> yuan(String amount) {
        return Map.of("amount", amount, "currency", "CNY");
    }
}
