package io.kequn.order;

import static io.kequn.order.Orders.line;
import static io.kequn.order.Orders.money;
import static io.kequn.order.Orders.order;
import static io.kequn.order.Orders.refund;
import static io.kequn.order.Orders.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.KequnTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Refunds, payments, deliveries and cancellations, before and after their order.
@KequnTest
class OrderFactsTest {
    private static final Map<String, Object> CANCELLATION =
            Map.of("occurredAt", "2026-03-04T10:00:00Z", "reason", "changed my mind");

    @Test
    void partialRefundLowersTheAmount() {
        var orders = Orders.ofNewShop();
        orders.put(order("A-1", "1"));

        orders.post("pos:A-1", "refunds", refund("R-1", "30.00"))
                .statusCode(200)
                .body("order.amount.amount", is("70.00"))
                .body("order.counts", is(true));
        assertThat(orders.totals("1")).isEqualTo(new Totals(1, "70.00", "30.00", "70.00", null));
    }

    @Test
    void fullyRefundedOrderDoesNotCount() {
        var orders = Orders.ofNewShop();
        orders.put(order("A-1", "1"));
        orders.post("pos:A-1", "refunds", refund("R-1", "30.00")).statusCode(200);

        orders.post("pos:A-1", "refunds", refund("R-2", "70.00"))
                .statusCode(200)
                .body("order.counts", is(false));

        assertThat(orders.totals("1")).isEqualTo(new Totals(0, "0.00", "100.00", null, null));
    }

    @Test
    void refundBeyondTheRestIsRefusedAndNamesTheRest() {
        var orders = Orders.ofNewShop();
        orders.put(order("A-1", "1"));
        orders.post("pos:A-1", "refunds", refund("R-1", "30.00")).statusCode(200);

        orders.post("pos:A-1", "refunds", refund("R-2", "70.01"))
                .statusCode(422)
                .body("code", is("value_invalid"))
                .body("detail", containsString("70.00"));
    }

    @Test
    void refundOfALineTakesTheLineAway() {
        var orders = Orders.ofNewShop();
        orders.put(with(order("A-1", "1"), "lines", List.of(line("p1", "2", "20.00"), line("p2", "1", "60.00"))));

        orders.post("pos:A-1", "refunds", refund("R-1", "20.00", "lines", List.of(refundLine(1, "1", "20.00"))))
                .statusCode(200)
                .body("order.lines[0].netAmount.amount", is("20.00"))
                .body("order.lines[0].counts", is(true));
        orders.post("pos:A-1", "refunds", refund("R-2", "20.00", "lines", List.of(refundLine(1, "1", "20.00"))))
                .statusCode(200)
                .body("order.lines.counts", is(List.of(false, true)));
        orders.post("pos:A-1", "refunds", refund("R-3", "1.00", "lines", List.of(refundLine(1, "1", "1.00"))))
                .statusCode(422);
        orders.post("pos:A-1", "refunds", refund("R-4", "1.00", "lines", List.of(refundLine(7, "1", "1.00"))))
                .statusCode(422)
                .body("code", is("reference_unknown"));
        assertThat(orders.totals("1").spent()).isEqualTo("60.00");
    }

    private static Map<String, Object> refundLine(int number, String quantity, String amount) {
        return Map.of("lineNumber", number, "quantity", new java.math.BigDecimal(quantity), "amount", money(amount));
    }

    @Test
    void factsAreIdempotentByTheirExternalIds() {
        var orders = Orders.ofNewShop();
        orders.put(order("A-1", "1"));
        orders.post("pos:A-1", "refunds", refund("R-1", "30.00")).body("replayed", is(false));
        orders.post("pos:A-1", "cancellation", CANCELLATION).statusCode(200).body("order.status", is("cancelled"));

        orders.post("pos:A-1", "refunds", refund("R-1", "30.00"))
                .statusCode(200)
                .body("replayed", is(true));
        orders.post("pos:A-1", "cancellation", CANCELLATION).statusCode(200).body("replayed", is(true));
        orders.post("pos:A-1", "refunds", refund("R-1", "31.00"))
                .statusCode(409)
                .body("code", is("state_conflict"));
        orders.put(order("A-2", "1"));
        orders.post("pos:A-2", "refunds", refund("R-1", "30.00")).statusCode(409);
        assertThat(orders.totals("1")).isEqualTo(new Totals(1, "100.00", "30.00", "100.00", null));
    }

    @Test
    void statusIsTheLatestOneWhateverTheOrderOfArrival() {
        var orders = Orders.ofNewShop();
        orders.put(order("A-1", "1"));
        orders.post("pos:A-1", "deliveries", delivery("delivered", "2026-03-03T10:00:00Z"))
                .statusCode(200);

        orders.post("pos:A-1", "deliveries", delivery("shipped", "2026-03-02T10:00:00Z"))
                .statusCode(200)
                .body("order.status", is("delivered"));
        orders.post("pos:A-1", "payments", payment("2026-03-03T10:00:00Z"))
                .body("order.status", is("delivered"))
                .body("order.paymentMethod", is("alipay"));
        orders.post("pos:A-1", "cancellation", Map.of("occurredAt", "2026-03-03T10:00:00Z"))
                .body("order.status", is("cancelled"));
    }

    private static Map<String, Object> delivery(String status, String at) {
        return Map.of("externalId", "D-1", "status", status, "carrier", "SF", "occurredAt", at);
    }

    private static Map<String, Object> payment(String at) {
        return Map.of("externalId", "P-1", "method", "alipay", "amount", money("100.00"), "occurredAt", at);
    }

    @Test
    void whatComesBeforeTheOrderWaitsForIt() {
        var orders = Orders.ofNewShop();
        orders.post("pos:A-1", "refunds", refund("R-1", "130.00"))
                .statusCode(202)
                .body("pending", is(true))
                .body("order", nullValue());
        orders.post("pos:A-1", "refunds", refund("R-1", "130.00"))
                .statusCode(202)
                .body("replayed", is(true));
        orders.post("pos:A-1", "refunds", refund("R-1", "13.00")).statusCode(409);
        orders.post("pos:A-1", "payments", payment("2026-03-02T10:00:00Z")).statusCode(202);
        orders.post("pos:A-1", "cancellation", CANCELLATION).statusCode(202);

        orders.put(order("A-1", "1"))
                .statusCode(201)
                .body("order.status", is("cancelled"))
                .body("order.paymentMethod", is("alipay"))
                .body("order.refunded.amount", is("100.00"))
                .body("order.refunds[0].amount.amount", is("130.00"));

        orders.post("pos:A-1", "refunds", refund("R-1", "130.00"))
                .statusCode(200)
                .body("replayed", is(true));
        assertThat(orders.totals("1")).isEqualTo(new Totals(0, "0.00", "100.00", null, null));
    }

    /// The name of a refund that waits is taken, and so is that of a known one for whoever would wait.
    @Test
    void nameOfARefundIsTakenWhetherItWaitsOrNot() {
        var orders = Orders.ofNewShop();
        orders.put(with(order("A-1", "1"), "refunds", List.of(refund("R-1", "10.00"))));

        orders.post("pos:B-1", "refunds", refund("R-1", "10.00"))
                .statusCode(409)
                .body("code", is("state_conflict"));
        orders.post("pos:B-1", "refunds", refund("R-2", "10.00")).statusCode(202);
        orders.post("pos:B-2", "refunds", refund("R-2", "10.00"))
                .statusCode(409)
                .body("detail", containsString("waits for the order `pos:B-1`"));
        orders.post("pos:A-1", "refunds", refund("R-2", "10.00")).statusCode(409);
        orders.put(with(order("A-2", "2"), "refunds", List.of(refund("R-2", "10.00"))))
                .statusCode(409);
        refundCustomer(orders, "1", "130.00").statusCode(201);
        orders.post("pos:B-1", "refunds", refund("S-1", "130.00")).statusCode(409);
        orders.shop()
                .given()
                .body(with(refund("R-2", "10.00"), "source", "pos"))
                .post("/v1/customers/pos:1/refunds")
                .then()
                .statusCode(409);

        orders.put(order("B-1", "1")).statusCode(201).body("order.refunds.externalId", is(List.of("R-2")));
        orders.shop().given().get("/v1/customers/pos:2").then().statusCode(404);
    }

    @Test
    void orderThatContradictsARefundThatWaitsIsRefused() {
        var orders = Orders.ofNewShop();
        orders.post("pos:A-1", "refunds", refund("R-1", "10.00")).statusCode(202);

        orders.put(with(order("A-1", "1"), "refunds", List.of(refund("R-1", "20.00"))))
                .statusCode(409)
                .body("detail", containsString("R-1"));

        orders.put(with(order("A-1", "1"), "refunds", List.of(refund("R-1", "10.00"))))
                .statusCode(201)
                .body("order.refunded.amount", is("10.00"));
    }

    @Test
    void orderCorrectsAPaymentThatWaits() {
        var orders = Orders.ofNewShop();
        orders.post("pos:A-1", "payments", payment("2026-03-02T10:00:00Z")).statusCode(202);
        var corrected = with(payment("2026-03-02T11:00:00Z"), "method", "wechat_pay");

        orders.put(with(order("A-1", "1"), "payment", corrected))
                .statusCode(201)
                .body("order.paymentMethod", is("wechat_pay"))
                .body("order.history.status", is(List.of("placed", "paid")));
    }

    /// The money has gone back, whatever the order costs by now.
    @Test
    void refundsStayWhenTheTotalIsLowered() {
        var orders = Orders.ofNewShop();
        orders.put(order("A-1", "1"));
        orders.post("pos:A-1", "refunds", refund("R-1", "60.00")).statusCode(200);

        orders.put(with(order("A-1", "1"), "total", money("40.00")))
                .statusCode(200)
                .body("order.refunds[0].amount.amount", is("60.00"))
                .body("order.refunded.amount", is("40.00"))
                .body("order.amount.amount", is("0.00"))
                .body("order.counts", is(false));
        assertThat(orders.totals("1")).isEqualTo(new Totals(0, "0.00", "40.00", null, null));

        orders.put(order("A-1", "1")).statusCode(200).body("order.amount.amount", is("40.00"));
    }

    @Test
    void secondCancellationIsToldWhatToDo() {
        var orders = Orders.ofNewShop();
        var later = with(CANCELLATION, "occurredAt", "2026-03-05T10:00:00Z");
        orders.post("pos:A-1", "cancellation", CANCELLATION).statusCode(202);
        orders.post("pos:A-1", "cancellation", later).statusCode(409).body("detail", containsString("externalId"));
        orders.put(order("A-1", "1")).statusCode(201).body("order.status", is("cancelled"));

        orders.post("pos:A-1", "cancellation", later)
                .statusCode(409)
                .body("code", is("state_conflict"))
                .body("detail", containsString("give this one an `externalId`"));
        orders.post("pos:A-1", "cancellation", with(later, "externalId", "C-2")).statusCode(200);
    }

    @Test
    void factOfAnUnknownIdIsNotKept() {
        var orders = Orders.ofNewShop();

        orders.post(java.util.UUID.randomUUID().toString(), "refunds", refund("R-1", "1.00"))
                .statusCode(404)
                .body("code", is("order_not_found"));
    }

    @Test
    void refundWithoutOrderLowersTheAmountOnly() {
        var orders = Orders.ofNewShop();
        orders.put(order("A-1", "1"));

        refundCustomer(orders, "1", "130.00").statusCode(201).body("replayed", is(false));
        refundCustomer(orders, "1", "130.00").statusCode(200).body("replayed", is(true));
        refundCustomer(orders, "1", "131.00").statusCode(409);
        refundCustomer(orders, "nobody", "1.00").statusCode(404).body("code", is("customer_not_found"));

        assertThat(orders.totals("1")).isEqualTo(new Totals(1, "-30.00", "130.00", "100.00", null));
    }

    private static io.restassured.response.ValidatableResponse refundCustomer(
            Orders orders, String customer, String amount) {
        return orders.shop()
                .given()
                .body(with(refund("S-" + (customer.equals("1") ? 1 : 2), amount), "source", "pos"))
                .post("/v1/customers/pos:" + customer + "/refunds")
                .then();
    }
}
