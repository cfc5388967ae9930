package io.kequn.order;

import static io.kequn.order.Orders.order;
import static io.kequn.order.Orders.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kequn.KequnTest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@KequnTest
class OrderBatchTest {
    private static String json(Map<String, Object> order) {
        try {
            return new ObjectMapper().writeValueAsString(order);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void badLineSparesTheOthers() {
        var orders = Orders.ofNewShop();

        var answers = orders.answers(List.of(
                json(order("A-1", "1")),
                "{\"broken",
                json(with(order("A-2", "2"), "total", Orders.money("-1"))),
                json(with(order("A-3", "3"), "placedAt", "2026-06-09T00:00:00Z")),
                "null",
                json(order("A-1", "1")),
                json(with(order("A-1", "1"), "total", Orders.money("50.00")))));

        assertThat(answers).extracting(answer -> answer.getInt("index")).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(answers)
                .extracting(answer -> answer.getInt("status"))
                .containsExactly(201, 400, 422, 422, 400, 200, 200);
        assertThat(answers.get(1).getString("error.code")).isEqualTo("json_malformed");
        assertThat(answers.get(3).getString("error.code")).isEqualTo("time_in_future");
        assertThat(answers.get(5).getBoolean("result.replayed")).isTrue();
        assertThat(orders.totals("1")).isEqualTo(new Totals(1, "50.00", "0.00", "50.00", null));
        orders.shop().given().get("/v1/customers/pos:3").then().statusCode(404);
    }

    @Test
    void indexIsTheNumberOfTheLine() {
        var orders = Orders.ofNewShop();

        var answers = orders.answers(List.of("", json(order("A-1", "1")), " ", "{", json(order("A-2", "1")), ""));

        assertThat(answers).extracting(answer -> answer.getInt("index")).containsExactly(1, 3, 4);
        assertThat(answers).extracting(answer -> answer.getInt("status")).containsExactly(201, 400, 201);
    }

    @Test
    void refusedOrderLeavesNoCustomerBehind() {
        var orders = Orders.ofNewShop();
        var tooMuch = List.of(Orders.refund("R-1", "100.01"));

        var answers = orders.answers(List.of(
                json(with(order("A-1", "refused"), "refunds", tooMuch)),
                json(with(order("A-2", "both"), "refunds", tooMuch)),
                json(order("A-3", "both"))));

        assertThat(answers).extracting(answer -> answer.getInt("status")).containsExactly(422, 422, 201);
        orders.shop().given().get("/v1/customers/pos:refused").then().statusCode(404);
        assertThat(orders.matching("TRUE")).isEqualTo(1);
        assertThat(orders.totals("both").orders()).isEqualTo(1);
        orders.put(order("A-1", "refused")).statusCode(201);
    }

    @Test
    void thousandOrdersOfManyCustomersAreOneBatch() {
        var orders = Orders.ofNewShop();
        var lines = IntStream.range(0, 1_000)
                .mapToObj(i -> json(order("B-" + i, "c" + i % 500)))
                .toList();

        var answers = orders.answers(lines);
        assertThat(answers).hasSize(1_000).allMatch(answer -> answer.getInt("status") == 201);
        assertThat(orders.totals("c499").orders()).isEqualTo(2);
        assertThat(orders.answers(lines)).allMatch(answer -> answer.getBoolean("result.replayed"));
    }

    @Test
    void moreThanAThousandLinesAreRefused() {
        var orders = Orders.ofNewShop();

        orders.lines(java.util.Collections.nCopies(1_001, json(order("A-1", "1"))))
                .statusCode(400)
                .body("code", is("input_invalid"));
        orders.lines(List.of("", " ")).statusCode(400);
    }
}
