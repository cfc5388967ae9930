package io.kequn.order;

import static io.kequn.order.Orders.line;
import static io.kequn.order.Orders.money;
import static io.kequn.order.Orders.order;
import static io.kequn.order.Orders.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.kequn.KequnTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Orders where other features meet them: GraphQL, rules, merged and deleted customers.
@KequnTest
class OrderReachTest {
    private static ValidatableResponse graphQL(Orders orders, String query, Map<String, ?> variables) {
        return orders.shop()
                .given()
                .body(Map.of("query", query, "variables", variables))
                .post("/graphql")
                .then()
                .statusCode(200)
                .body("errors", nullValue());
    }

    @Test
    void mutationsDoWhatRestDoes() {
        var orders = Orders.ofNewShop();
        String put = """
            mutation($input: NewOrderInput!) { orderPut(input: $input) {
              order { id uuid status total { amount } lines { productId } } replayed userErrors { code field } } }\
            """;
        var sent = with(order("A-1", "1"), "status", "PAID", "lines", List.of(line("p1", "1", "100.00")));

        graphQL(orders, put, Map.of("input", sent))
                .body("data.orderPut.order.status", is("PAID"))
                .body("data.orderPut.order.lines[0].productId", is("p1"));
        graphQL(orders, put, Map.of("input", sent)).body("data.orderPut.replayed", is(true));
        String customer = orders.shop()
                .given()
                .body(Map.of("query", "{ customer(id: \"pos:1\") { id } }"))
                .post("/graphql")
                .path("data.customer.id");
        graphQL(orders, put, Map.of("input", with(sent, "customer", customer)))
                .body("data.orderPut.replayed", is(true));
        graphQL(orders, put, Map.of("input", with(sent, "total", money("-1"))))
                .body("data.orderPut.order", nullValue())
                .body("data.orderPut.userErrors[0].field", is(List.of("total", "amount")));
        graphQL(orders, """
            mutation { orderCancel(input: {order: "pos:A-1", cancellation: {occurredAt: "2026-03-05T00:00:00Z"}}) {
              order { status counts } userErrors { code } } }\
            """, Map.of()).body("data.orderCancel.order.counts", is(false));
        graphQL(orders, """
            mutation { customerRefund(input: {customer: "pos:1", refund: {source: "pos", externalId: "S-1",
              amount: {amount: "1.00", currency: "CNY"}, occurredAt: "2026-03-05T00:00:00Z"}}) {
              refund { amount { amount } } userErrors { code } } }\
            """, Map.of()).body("data.customerRefund.refund.amount.amount", is("1.00"));
    }

    @Test
    void customersCarryTheirOrders() {
        var orders = Orders.ofNewShop();
        for (int i = 0; i < 6; i++) {
            orders.put(with(order("A-" + i, "" + i % 2), "placedAt", "2026-03-0" + (i + 1) + "T00:00:00Z"));
        }

        graphQL(orders, """
            { customer(id: "pos:1") { orders(first: 2) { nodes { externalId } pageInfo { hasNextPage } } }
              order(id: "pos:A-0") { externalId }
              none: order(id: "pos:A-9") { externalId }
              orders(first: 1, status: PLACED) { nodes { externalId } } }\
            """, Map.of())
                .body("data.customer.orders.nodes.externalId", is(List.of("A-5", "A-3")))
                .body("data.customer.orders.pageInfo.hasNextPage", is(true))
                .body("data.order.externalId", is("A-0"))
                .body("data.none", nullValue())
                .body("data.orders.nodes.externalId", is(List.of("A-5")));
    }

    @Test
    void listsCountAndNewOrdersSayWhereTheyAre() {
        var orders = Orders.ofNewShop();
        String place = orders.put(order("A-1", "1")).statusCode(201).extract().header("Location");
        orders.put(with(order("A-2", "1"), "status", "cancelled")).statusCode(201);
        orders.put(order("A-3", "2"));

        orders.shop()
                .given()
                .get(place.substring(place.indexOf("/v1/")))
                .then()
                .statusCode(200)
                .body("externalId", is("A-1"));
        var given = orders.shop().given().queryParam("count", true).queryParam("limit", 1);
        given.get("/v1/orders").then().body("page.total", is(3)).body("items.size()", is(1));
        given.get("/v1/customers/pos:1/orders").then().body("page.total", is(2));
        given.queryParam("status", "cancelled").get("/v1/orders").then().body("page.total", is(1));
        orders.shop().given().get("/v1/orders").then().body("page.total", nullValue());
    }

    @Test
    void rulesReadOrdersAndLines() {
        var orders = Orders.ofNewShop();
        orders.put(with(order("A-1", "1"), "channel", "app", "payment", Map.of("method", "alipay")));
        orders.put(with(order("A-2", "2"), "status", "cancelled"));
        orders.put(with(order("A-4", "4"), "payment", Map.of("method", " Cafe\u0301 card ")));
        orders.put(with(
                order("A-3", "3"), "lines", List.of(with(line("p1", "2", "9.00"), "tags", List.of("Sports wear")))));

        assertThat(orders.matching("orders_placed MATCHES (channel = 'app', payment_method = 'alipay')"))
                .isEqualTo(1);
        assertThat(orders.matching("orders_placed MATCHES (payment_method = 'Caf\u00e9 card')"))
                .isEqualTo(1);
        assertThat(orders.matching("orders_placed NOT MATCHES ()")).isEqualTo(1);
        assertThat(orders.matching("orders_placed MATCHES (status = 'cancelled')"))
                .isEqualTo(1);
        assertThat(orders.matching("products_purchased MATCHES (tag = 'Sports wear', sum_quantity >= 2)"))
                .isEqualTo(1);
        assertThat(orders.matching("products_purchased NOT MATCHES ()")).isEqualTo(3);
    }

    @Test
    void mergedCustomerTakesOrdersAlong() {
        var orders = Orders.ofNewShop();
        orders.put(order("A-1", "1"));
        orders.put(order("A-2", "2"));
        String into = orders.customer("2").getString("id");
        String from = orders.customer("1").getString("id");

        orders.shop()
                .given()
                .body(Map.of("from", from))
                .post("/v1/customers/" + into + "/merge")
                .then()
                .statusCode(200);

        assertThat(orders.totals("2").orders()).isEqualTo(2);
        orders.put(order("A-1", "1")).statusCode(200).body("replayed", is(true));
    }

    @Test
    void deletedCustomerLeavesAnonymousOrders() {
        var orders = Orders.ofNewShop();
        orders.put(order("A-1", "1"));

        orders.shop().given().delete("/v1/customers/pos:1").then().statusCode(200);

        assertThat(orders.get("pos:A-1").getString("total.amount")).isEqualTo("100.00");
        orders.shop().given().get("/v1/orders").then().body("items", hasSize(1));
        orders.post("pos:A-1", "refunds", Orders.refund("R-1", "1.00"))
                .statusCode(200)
                .body("membershipChanges", hasSize(0));
    }
}
