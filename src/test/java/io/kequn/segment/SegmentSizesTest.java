package io.kequn.segment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@KequnTest
class SegmentSizesTest {
    @Test
    void sizeIsToldDayByDay() {
        var shop = TestShop.createAt("2026-03-10T12:00:00");
        var segments = new Segments(shop);
        segments.order("pos:1", "1", "500.00");
        segments.publish("big", "amount_spent > 100");
        shop.advance(Duration.ofDays(1));
        segments.order("pos:2", "2", "500.00");
        segments.order("pos:3", "3", "500.00");
        shop.advance(Duration.ofDays(2));
        segments.order("pos:1", "1", "50.00");

        shop.given()
                .get("/v1/segments/big/sizes?from=2026-03-09&to=2026-12-31")
                .then()
                .statusCode(200)
                .body("days.date", contains("2026-03-10", "2026-03-11", "2026-03-12", "2026-03-13"))
                .body("days.memberCount", contains(1, 3, 3, 2))
                .body("days.entered", contains(1, 2, 0, 0))
                .body("days.left", contains(0, 0, 0, 1))
                .body("timeZone", is("Asia/Shanghai"));
        shop.given()
                .get("/v1/segments/big/sizes?from=2026-03-11&to=2026-03-12")
                .then()
                .body("days.memberCount", contains(3, 3));
        segments.ask("{ segmentSizes(segment: \"big\") { days { date memberCount } } }")
                .body("data.segmentSizes.days", hasSize(4));
        shop.given()
                .get("/v1/segments/big/sizes?from=2026-03-01&to=2026-03-09")
                .then()
                .statusCode(200)
                .body("days", hasSize(0));
    }

    /// It is there and has nobody, which is a size.
    @Test
    void emptySegmentHasASizeSinceItsFirstDay() {
        var shop = TestShop.createAt("2026-03-10T12:00:00");
        new Segments(shop).publish("big", "amount_spent > 100");

        shop.given()
                .get("/v1/segments/big/sizes")
                .then()
                .body("days.date", contains("2026-03-10"))
                .body("days.memberCount", contains(0));
    }

    @Test
    void rangeIsBounded() {
        var shop = TestShop.create();
        new Segments(shop).publish("big", "amount_spent > 100");

        shop.given().get("/v1/segments/big/sizes?from=2020-01-01").then().statusCode(422);
        shop.given().get("/v1/segments/big/sizes?from=2030-01-01").then().statusCode(422);
        shop.given().get("/v1/segments/big/sizes?from=tomorrow").then().statusCode(400);
        shop.given().get("/v1/segments/none/sizes").then().statusCode(404);
    }
}
