package io.kequn.order;

import static io.kequn.order.Orders.line;
import static io.kequn.order.Orders.money;
import static io.kequn.order.Orders.order;
import static io.kequn.order.Orders.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@KequnTest
class OrderTest {
    @Test
    void newOrderIsCreated() {
        var orders = Orders.ofNewShop();

        orders.put(order("A-1", "8812"))
                .statusCode(201)
                .header("ETag", is("\"1\""))
                .body("replayed", is(false))
                .body("membershipChanges", hasSize(0))
                .body("order.id", notNullValue())
                .body("order.status", is("placed"))
                .body("order.total", is(money("100.00")))
                .body("order.amount.amount", is("100.00"))
                .body("order.counts", is(true));
        assertThat(orders.totals("8812")).isEqualTo(new Totals(1, "100.00", "0.00", "100.00", null));
    }

    @Test
    void sameOrderAgainIsAReplay() {
        var orders = Orders.ofNewShop();
        orders.put(order("A-1", "8812")).statusCode(201);
        String version = orders.customer("8812").getString("version");

        orders.put(order("A-1", "8812"))
                .statusCode(200)
                .header("ETag", is("\"1\""))
                .body("replayed", is(true));

        assertThat(orders.customer("8812").getString("version")).isEqualTo(version);
    }

    @Test
    void otherContentUpdatesTheOrder() {
        var orders = Orders.ofNewShop();
        orders.put(order("A-1", "8812")).statusCode(201);

        orders.put(with(order("A-1", "8812"), "total", money("80.00"), "status", "paid"))
                .statusCode(200)
                .header("ETag", is("\"2\""))
                .body("replayed", is(false))
                .body("order.status", is("paid"))
                .body("order.amount.amount", is("80.00"));
        assertThat(orders.totals("8812").spent()).isEqualTo("80.00");
    }

    @Test
    void orderMovesToAnotherCustomer() {
        var orders = Orders.ofNewShop();
        orders.put(with(order("A-1", "1"), "refunds", List.of(Orders.refund("R-1", "10.00"))))
                .statusCode(201);

        orders.put(with(order("A-1", "2"), "refunds", List.of(Orders.refund("R-1", "10.00"))))
                .statusCode(200);

        assertThat(orders.totals("1")).isEqualTo(new Totals(0, "0.00", "0.00", null, null));
        assertThat(orders.totals("2")).isEqualTo(new Totals(1, "90.00", "10.00", "90.00", null));
    }

    @Test
    void whatIsWrittenIsWhatIsRead() {
        var orders = Orders.ofNewShop();
        var sent = with(
                order("A-1", "8812"),
                "channel",
                "app",
                "store",
                "上海 \"一\" 店",
                "lines",
                List.of(
                        with(line("p1", "1.5", "20.00"), "tags", List.of("tea", "a\"b\\c,{}"), "brand", "月"),
                        line("p2", "2", "35.00")),
                "payment",
                Map.of("method", "wechat_pay", "externalId", "P-1", "occurredAt", "2026-03-01T10:05:00Z"),
                "delivery",
                Map.of("status", "shipped", "carrier", "SF", "occurredAt", "2026-03-02T10:00:00Z"),
                "refunds",
                List.of(Orders.refund(
                        "R-1",
                        "35.00",
                        "lines",
                        List.of(Map.of("lineNumber", 2, "quantity", 1, "amount", money("35.00"))))));

        var written = orders.put(sent)
                .statusCode(201)
                .body("order.status", is("shipped"))
                .body("order.paymentMethod", is("wechat_pay"))
                .body("order.lines[0].amount.amount", is("30.00"))
                .body("order.lines[1].netAmount.amount", is("35.00"))
                .body("order.lines[1].netQuantity", is(1))
                .body("order.history.status", is(List.of("placed", "paid", "shipped")))
                .extract()
                .jsonPath();

        assertThat(orders.get("pos:A-1").<Map<String, ?>>get()).isEqualTo(written.get("order"));
        assertThat(orders.get(written.getString("order.id")).<Map<String, ?>>get())
                .isEqualTo(written.get("order"));
        orders.put(sent).statusCode(200).body("replayed", is(true));
    }

    @Test
    void customerMayBeNamedById() {
        var orders = Orders.ofNewShop();
        orders.put(order("A-1", "8812")).statusCode(201);
        String id = orders.customer("8812").getString("id");

        orders.put(with(order("A-2", "x"), "customer", id)).statusCode(201).body("order.customerId", is(id));
        orders.put(with(order("A-3", "x"), "customer", UUID.randomUUID().toString()))
                .statusCode(422)
                .body("code", is("reference_unknown"));
        orders.shop().given().get("/v1/orders/pos:A-3").then().statusCode(404).body("code", is("order_not_found"));
    }

    static Stream<Object[]> badOrders() {
        return Stream.of(
                new Object[] {"total", money("-1.00"), "value_invalid", "/total/amount"},
                new Object[] {"total", money("1.005"), "value_invalid", "/total/amount"},
                new Object[] {"total", money("1234567890123"), "value_invalid", "/total/amount"},
                new Object[] {"total", money("NaN"), "value_invalid", "/total/amount"},
                new Object[] {"total", money("1e5"), "value_invalid", "/total/amount"},
                new Object[] {
                    "total", Map.of("amount", "1.00", "currency", "USD"), "currency_mismatch", "/total/currency"
                },
                new Object[] {"total", "1.00", "input_invalid", "/total"},
                new Object[] {"total", Map.of("amount", true, "currency", "CNY"), "input_invalid", "/total/amount"},
                new Object[] {"placedAt", "2026-06-02T12:00:01Z", "time_in_future", "/placedAt"},
                new Object[] {"placedAt", "2026-02-30T12:00:00Z", "value_invalid", "/placedAt"},
                new Object[] {"placedAt", null, "input_invalid", "/placedAt"},
                new Object[] {"customer", "no such form", "value_invalid", "/customer"},
                new Object[] {"source", "POS!", "value_invalid", "/source"},
                new Object[] {"externalId", " ", "value_invalid", "/externalId"},
                new Object[] {"status", "lost", "value_invalid", "/status"},
                new Object[] {"colour", "red", "field_unknown", "/colour"},
                new Object[] {"lines", List.of(line("p", "0", "1.00")), "value_invalid", "/lines/0/quantity"},
                new Object[] {"lines", List.of(line("p", "-1", "1.00")), "value_invalid", "/lines/0/quantity"},
                new Object[] {"lines", List.of(line("p", "1.2345", "1.00")), "value_invalid", "/lines/0/quantity"},
                new Object[] {"lines", List.of(line("p", "1e999", "1.00")), "value_invalid", "/lines/0/quantity"},
                new Object[] {"lines", List.of(line("p", "1", "-1.00")), "value_invalid", "/lines/0/price/amount"},
                new Object[] {"lines", List.of(line("", "1", "1.00")), "value_invalid", "/lines/0/productId"},
                new Object[] {
                    "refunds", List.of(Orders.refund("R", "0.00")), "value_invalid", "/refunds/0/amount/amount"
                },
                new Object[] {"refunds", List.of(Orders.refund("R", "100.01")), "value_invalid", "/refunds/0/amount"},
                new Object[] {
                    "delivery",
                    Map.of("status", "paid", "occurredAt", Orders.PLACED),
                    "value_invalid",
                    "/delivery/status"
                });
    }

    @ParameterizedTest
    @MethodSource("badOrders")
    void badOrderIsRefusedAndLeavesNothing(String field, Object value, String code, String pointer) {
        var orders = Orders.ofNewShop();

        orders.put(with(order("A-1", "8812"), field, value))
                .statusCode(code.equals("input_invalid") || code.equals("field_unknown") ? 400 : 422)
                .contentType(containsString("application/problem+json"))
                .body("code", is(code))
                .body("errors.pointer", hasItem(pointer));

        orders.shop().given().get("/v1/orders").then().body("items", hasSize(0));
        orders.shop().given().get("/v1/customers/pos:8812").then().statusCode(404);
    }

    @Test
    void hugeQuantityIsToldItsBounds() {
        var orders = Orders.ofNewShop();

        orders.put(with(order("A-1", "1"), "lines", List.of(line("p", "10000000000", "1.00"))))
                .statusCode(422)
                .body(
                        "errors.message",
                        is(List.of("Must be between 0 and 1000000000 with at most 3 digits after the point.")));
    }

    @Test
    void amountMayBeANumber() {
        var orders = Orders.ofNewShop();

        orders.put(with(order("A-1", "1"), "total", Map.of("amount", 19.9, "currency", "CNY")))
                .statusCode(201)
                .body("order.total.amount", is("19.90"));
    }

    @Test
    void testAndCancelledOrdersDoNotCount() {
        var orders = Orders.ofNewShop();
        orders.put(with(order("A-1", "1"), "test", true)).statusCode(201).body("order.counts", is(false));
        orders.put(with(order("A-2", "1"), "status", "cancelled"))
                .statusCode(201)
                .body("order.counts", is(false));
        orders.put(with(order("A-3", "1"), "total", money("0.00")))
                .statusCode(201)
                .body("order.counts", is(true));

        assertThat(orders.totals("1")).isEqualTo(new Totals(1, "0.00", "0.00", "0.00", null));
    }

    /// A source whose clock is ahead places orders that are yet to come.
    @Test
    void orderDatedAheadCanBeCancelledAtOnce() {
        var orders = Orders.ofNewShop();
        orders.put(with(order("A-1", "1"), "placedAt", "2026-06-01T07:00:00Z"))
                .statusCode(201)
                .body("order.counts", is(true))
                .body("order.placedAt", is("2026-06-01T07:00:00Z"));
        orders.shop().advance(Duration.ofMinutes(1));

        orders.post("pos:A-1", "cancellation", Map.of("occurredAt", "2026-06-01T04:00:30Z"))
                .body("order.status", is("cancelled"))
                .body("order.counts", is(false));
        assertThat(orders.totals("1").orders()).isZero();
    }

    @Test
    void listsAreNewestFirstAndPaged() {
        var orders = Orders.ofNewShop();
        for (int day = 1; day <= 5; day++) {
            orders.put(with(order("A-" + day, "c" + day % 2), "placedAt", "2026-03-0" + day + "T00:00:00Z"));
        }

        var first = orders.shop().given().get("/v1/orders?limit=3").then().statusCode(200);
        first.body("items.externalId", is(List.of("A-5", "A-4", "A-3")));
        String next = first.extract().path("page.next");
        orders.shop()
                .given()
                .get("/v1/orders?limit=3&after=" + next)
                .then()
                .body("items.externalId", is(List.of("A-2", "A-1")))
                .body("page.next", nullValue());
        orders.shop()
                .given()
                .get("/v1/customers/pos:c1/orders")
                .then()
                .body("items.externalId", is(List.of("A-5", "A-3", "A-1")));
        orders.shop()
                .given()
                .get("/v1/orders?from=2026-03-02T00:00:00Z&to=2026-03-04T00:00:00Z&status=placed&source=pos")
                .then()
                .body("items.externalId", is(List.of("A-3", "A-2")));
        orders.shop().given().get("/v1/orders?status=gone").then().statusCode(422);
        orders.shop().given().get("/v1/orders?from=yesterday").then().statusCode(400);
    }

    @Test
    void otherShopSeesNothing() {
        var orders = Orders.ofNewShop();
        String id = orders.put(order("A-1", "1")).extract().path("order.id");
        var other = TestShop.create().given();

        TestShop.create().given().get("/v1/orders/" + id).then().statusCode(404);
        TestShop.create().given().get("/v1/orders/pos:A-1").then().statusCode(404);
        TestShop.create().given().get("/v1/orders").then().body("items", hasSize(0));
        TestShop.create().given().get("/v1/customers/pos:1/orders").then().statusCode(404);
        other.body(Orders.refund("R", "1.00"))
                .post("/v1/orders/" + id + "/refunds")
                .then()
                .statusCode(404);
        assertThat(orders.totals("1").refunded()).isEqualTo("0.00");
    }

    @Test
    void scopesAreAskedFor() {
        var reader = TestShop.create().withScopes("orders:read");
        var writer = TestShop.create().withScopes("orders:write");

        reader.given().body(order("A-1", "1")).post("/v1/orders").then().statusCode(403);
        writer.given().get("/v1/orders").then().statusCode(403);
    }
}
