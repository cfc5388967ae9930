package io.kequn.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.segment.Segments;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Customers who do nothing, and whom time moves into segments and out of them.
@KequnTest
class SegmentClockTest {
    @Inject
    DataSource database;

    private TestShop shop;
    private Segments segments;

    private void openAt(String testClock) {
        shop = TestShop.createAt(testClock);
        segments = new Segments(shop);
    }

    /// One customer, born on 12 March 1996, who ordered on 8 February and on 10 March at 22:00, looked at after
    /// the publication and again some hours later.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "last_order_date IN today                              |  2 | true  | false",
                "last_order_date IN LAST 1d                            | 26 | true  | false",
                "last_order_date AT LEAST 1d AGO                       |  2 | false | true",
                "orders_placed MATCHES (date >= -30d, count >= 2)      |  2 | true  | false",
                "orders_placed MATCHES (date >= -2h)                   |  2 | true  | false",
                "last_order_date < -25h                                | 26 | false | true",
                "orders_placed NOT MATCHES (date >= -2h)               |  2 | false | true",
                "city HAS BEEN 'Oslo' FOR AT LEAST 36h                 | 37 | false | true",
                "NOT city HAS BEEN 'Oslo' FOR AT LEAST 1d              | 25 | true  | false",
                "anniversary(birth_date) IN today                      | 26 | false | true",
                "anniversary(birth_date) BETWEEN -1d AND +2d           | 98 | true  | false",
                "age >= 30                                             | 26 | false | true",
                "age = 29 AND last_order_date IN this_month            | 26 | true  | false",
                "last_order_date IN last_week                          | 150 | false | true"
            })
    void timeAloneMovesACustomer(String rule, int hours, boolean before, boolean after) {
        openAt("2026-03-10T23:00");
        segments.customer("pos:1", Map.of("city", "Oslo", "birthDate", "1996-03-12"))
                .statusCode(201);
        order("pos:1", "2026-02-08T12:00:00+08:00");
        order("pos:1", "2026-03-10T22:00:00+08:00");
        segments.publish("s", rule);
        assertThat(segments.of("pos:1").contains("s")).as(rule).isEqualTo(before);

        shop.advance(Duration.ofHours(hours));

        Eventually.holds(() -> segments.of("pos:1").contains("s") == after);
        assertThat(log("s").getLast()).isEqualTo((after ? "added" : "removed") + " time");
    }

    @Test
    void hoursEndWhileNobodyDoesAnything() {
        openAt("2026-03-10T12:00");
        segments.publish("recent", "orders_placed MATCHES (date >= -2h)");
        order("pos:1", now().minus(Duration.ofHours(2)).plusSeconds(5).toString());
        assertThat(segments.of("pos:1")).containsExactly("recent");

        Eventually.holds(() -> segments.of("pos:1").isEmpty());
    }

    /// An event dated a little ahead enters when its moment comes.
    @Test
    void whatLiesAheadEntersInItsTime() {
        openAt("2026-03-10T12:00");
        segments.publish("seen", "last_seen_at IN LAST 1h");
        segments.customer(
                        "pos:1",
                        Map.of("lastSeenAt", now().plus(Duration.ofMinutes(5)).toString()))
                .statusCode(201);
        assertThat(segments.of("pos:1")).isEmpty();

        shop.advance(Duration.ofMinutes(6));

        Eventually.holds(() -> segments.of("pos:1").equals(List.of("seen")));
        shop.advance(Duration.ofHours(1));
        Eventually.holds(() -> segments.of("pos:1").isEmpty());
    }

    /// However the moment came to the customer: made, changed, merged into it.
    @Test
    void momentsOfTheShopsOwnAttributesPass() {
        openAt("2026-03-10T12:00");
        declare("renewal", "instant");
        declare("wedding", "date");
        segments.publish("renewed", "custom.renewal IN LAST 2h");
        segments.publish("celebrating", "anniversary(custom.wedding) = today");
        var soon = now().plus(Duration.ofMinutes(5)).toString();
        own("pos:1", Map.of("renewal", soon, "wedding", "2020-03-10"));
        own("pos:2", Map.of("renewal", "2020-01-01T00:00:00Z"));
        own("pos:2", Map.of("renewal", soon));
        own("pos:3", Map.of("wedding", "2020-03-10"));
        own("pos:4", Map.of("renewal", soon));
        shop.given()
                .body(Map.of("into", "pos:3"))
                .post("/v1/customers/pos:4/merge")
                .then()
                .statusCode(200);
        own("pos:5", Map.of("renewal", soon));
        shop.given().delete("/v1/customers/pos:5").then().statusCode(200);
        assertThat(segments.count("renewed")).isZero();
        assertThat(segments.count("celebrating")).isEqualTo(2);

        shop.advance(Duration.ofMinutes(6));

        Eventually.holds(() -> segments.count("renewed") == 3);
        shop.advance(Duration.ofHours(12));
        Eventually.holds(() -> segments.count("renewed") == 0 && segments.count("celebrating") == 0);
        assertThat(new StoredShop(database, shop.key()).table("customer_moment", "customer_id"))
                .hasSize(5);
    }

    private void declare(String attribute, String type) {
        shop.given()
                .body(Map.of("name", attribute, "type", type))
                .put("/v1/attributes/" + attribute)
                .then()
                .statusCode(201);
    }

    private void own(String customer, Map<String, String> values) {
        segments.customer(customer, Map.of("custom", values)).statusCode(oneOf(200, 201));
    }

    @Test
    void whoReadsTheSegmentFollowsInTheSameTransaction() {
        openAt("2026-03-10T23:00");
        order("pos:1", "2026-03-10T22:00:00+08:00");
        order("pos:2", "2026-03-09T22:00:00+08:00");
        segments.publish("today", "last_order_date IN today");
        segments.publish("not-today", "NOT IN SEGMENT 'today'");
        segments.publish("quiet-buyers", "IN SEGMENT 'not-today' AND number_of_orders = 1");

        shop.advance(Duration.ofHours(2));

        Eventually.holds(() -> segments.of("pos:1").equals(List.of("not-today", "quiet-buyers")));
        assertThat(shop().column("select distinct at from change where reason = 'time' and shop_id = %d"))
                .hasSize(1);
        assertThat(log("quiet-buyers")).containsExactly("added definition", "added time");
    }

    /// 8 March 2026 has 23 hours in New York, and the rule counts days.
    @Test
    void missedTicksAreMadeUpFor() {
        shop = TestShop.create(Map.of("test", true, "testClock", "2026-03-06T12:00", "timeZone", "America/New_York"));
        segments = new Segments(shop);
        for (int day = 1; day <= 6; day++) {
            order("pos:" + day, "2026-03-0" + day + "T12:00:00-05:00");
        }
        segments.publish("recent", "last_order_date BETWEEN -4d AND -2d");
        segments.publish("hourly", "orders_placed MATCHES (date BETWEEN now-72h AND now-24h)");
        assertThat(segments.count("recent")).as("2 to 4 March").isEqualTo(3);

        shop().holdClock();
        shop.advance(Duration.ofDays(1));
        shop.advance(Duration.ofHours(47));
        order("pos:4", "2026-03-08T10:00:00-04:00");
        shop.advance(Duration.ofDays(1));
        assertThat(segments.of("pos:2")).contains("recent");
        shop().freeClock();

        Eventually.holds(() -> segments.of("pos:2").isEmpty());
        assertThat(List.of(segments.count("recent"), segments.count("hourly"))).isEqualTo(List.of(2, 1));
        assertThat(segments.of("pos:4")).containsExactly("hourly", "recent");
    }

    @Test
    void theClockRunsWhereARuleReadsTimeOnly() {
        openAt("2026-03-10T12:00");
        segments.publish("buyers", "number_of_orders > 0");
        shop.given().get("/v1/shop/clock").then().body("evaluatedUntil", nullValue());
        assertThat(isPlanned()).isFalse();

        segments.publish("today", "last_order_date IN today");
        shop.given().get("/v1/shop/clock").then().body("evaluatedUntil", containsString("2026-03-10T04:0"));
        Eventually.holds(() -> shop().column("select due_at > clock_timestamp() + interval '11 hours' from due"
                        + " where kind = 'clock' and shop_id = %d")
                .equals(List.of("t")));

        segments.publish("today", "number_of_orders = 1");
        shop.advance(Duration.ofHours(13));
        Eventually.holds(() -> !isPlanned());
        shop.given().get("/v1/shop/clock").then().body("evaluatedUntil", notNullValue());
    }

    /// What the change log tells of a segment, in order.
    private List<String> log(String segment) {
        return shop().column("select operation || ' ' || reason from change where kind = 'segment' and shop_id = %d"
                + " and subject = (select id from segment where key = '" + segment
                + "' and segment.shop_id = change.shop_id) order by id");
    }

    private boolean isPlanned() {
        return !shop().column("select 1 from due where kind = 'clock' and shop_id = %d")
                .isEmpty();
    }

    private StoredClock shop() {
        return new StoredClock(database, shop.key());
    }

    private Instant now() {
        return Instant.parse(shop.given().get("/v1/shop/clock").path("now"));
    }

    private void order(String customer, String placedAt) {
        segments.order(customer, customer + placedAt, "20.00", placedAt).statusCode(201);
    }
}
