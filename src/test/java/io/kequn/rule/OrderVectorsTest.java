package io.kequn.rule;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which orders and lines count, and what they add up to.
class OrderVectorsTest extends Verdicts {
    @Test
    void distinctIgnoresEmptyTexts() {
        var customer = buyer(order(100, 0, "paid", line("", 0, 0), line("", 0, 0), line("京", 0, 0)));

        verdict("UTC", NOON, "products_purchased MATCHES (distinct_brand = 1, count = 3)", customer, true);
        verdict("UTC", NOON, "products_purchased MATCHES (distinct_brand > 1)", customer, false);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 0, paid, true",
        "100, 0, placed, true",
        "0, 0, paid, true",
        "100, 99, paid, true",
        "100, 100, paid, false",
        "100, 0, cancelled, false",
        "100, 40, cancelled, false"
    })
    void whichOrdersCount(long total, long refunded, String status, boolean counts) {
        var customer = buyer(order(total, refunded, status, line("a", 0, 0)));
        var net = new BigDecimal(total - refunded).movePointLeft(2).toPlainString();

        verdict("UTC", NOON, "orders_placed MATCHES ()", customer, counts);
        verdict("UTC", NOON, "orders_placed MATCHES (sum_amount = " + net + ", count = 1)", customer, counts);
        verdict("UTC", NOON, "orders_placed MATCHES (status = '" + status + "')", customer, true);
        verdict("UTC", NOON, "products_purchased MATCHES ()", customer, counts);
        verdict("UTC", NOON, "number_of_orders = 1", customer, counts);
    }

    @Test
    void testOrdersDoNotCountButHaveAStatus() {
        var order = new FactOrder(UUID.randomUUID(), Instant.parse(NOON), "paid", true, 100, 0, null, null, List.of());

        verdict("UTC", NOON, "orders_placed MATCHES ()", buyer(order), false);
        verdict("UTC", NOON, "orders_placed MATCHES (status = 'paid')", buyer(order), true);
    }

    @Test
    void refundedLinesAreGoneAndOthersNet() {
        var customer = buyer(order(300, 150, "paid", line("a", 100, 0), line("b", 50, 0), line("c", 0, 2)));

        verdict("UTC", NOON, "products_purchased MATCHES (brand = 'a')", customer, false);
        verdict("UTC", NOON, "products_purchased MATCHES (brand = 'b', sum_amount = 0.50)", customer, true);
        verdict("UTC", NOON, "products_purchased MATCHES (brand = 'c')", customer, false);
        verdict("UTC", NOON, "products_purchased MATCHES (count = 1)", customer, true);
    }

    @Test
    void averagesCompareExactly() {
        var customer = buyer(order(1, 0, "paid"), order(1, 0, "paid"), order(2, 0, "paid"));

        verdict("UTC", NOON, "orders_placed MATCHES (avg_amount > 0.01)", customer, true);
        verdict("UTC", NOON, "orders_placed MATCHES (avg_amount = 0.01)", customer, false);
        verdict("UTC", NOON, "average_order_value = 0.01", customer, true);
    }

    @Test
    void standaloneRefundsLowerTheAmountBelowZeroAndNoCount() {
        var customer = new FactCustomer(ID, Map.of(), Set.of(), List.of(order(100, 0, "paid")), List.of(250L));

        verdict("UTC", NOON, "amount_spent = -1.50 AND number_of_orders = 1 AND refunded_amount = 2.5", customer, true);
    }

    @Test
    void rowParametersHoldOnTheSameEvent() {
        var customer = buyer(order(100, 0, "paid", line("a", 0, 0)), order(900, 0, "delivered", line("b", 0, 0)));

        verdict("UTC", NOON, "orders_placed MATCHES (status = 'paid', amount > 5)", customer, false);
        verdict("UTC", NOON, "orders_placed MATCHES (status = 'delivered', amount > 5)", customer, true);
    }

    private static FactCustomer buyer(FactOrder... orders) {
        return new FactCustomer(ID, Map.of(), Set.of(), List.of(orders), List.of());
    }

    private static FactOrder order(long total, long refunded, String status, FactLine... lines) {
        var at = Instant.parse("2026-05-01T10:00:00Z");
        return new FactOrder(UUID.randomUUID(), at, status, false, total, refunded, "web", null, List.of(lines));
    }

    /// Two pieces for 1.00 of a brand.
    private static FactLine line(String brand, long refunded, int returned) {
        return new FactLine(
                "1234",
                null,
                null,
                brand,
                Set.of("Sports wear"),
                BigDecimal.TWO,
                50,
                100,
                BigDecimal.valueOf(returned),
                refunded);
    }
}
