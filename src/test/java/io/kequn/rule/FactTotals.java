package io.kequn.rule;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a customer's orders and refunds add up to. Counts and sums are 0 without orders; the others are missing.
public record FactTotals(
        int numberOfOrders,
        long amountSpent,
        long refundedAmount,
        @Nullable Long averageOrderValue,
        @Nullable Instant firstOrderDate,
        @Nullable Instant lastOrderDate,
        @Nullable BigDecimal daysBetweenOrders) {
    private static final BigDecimal MICROS_OF_DAY = BigDecimal.valueOf(86_400_000_000L);

    static FactTotals of(FactCustomer customer) {
        var orders = customer.orders().stream().filter(FactOrder::counts).toList();
        var dates = orders.stream().map(FactOrder::placedAt).sorted().toList();
        long net = orders.stream().mapToLong(FactOrder::amount).sum();
        long standalone =
                customer.refunds().stream().mapToLong(refund -> refund).sum();
        // The language does not say whether a cancelled order's refunds count; that money did go back, so they do.
        long refunded = customer.orders().stream()
                .filter(order -> !order.test())
                .mapToLong(FactOrder::refunded)
                .sum();
        return new FactTotals(
                orders.size(),
                net - standalone,
                refunded + standalone,
                orders.isEmpty() ? null : average(net, orders.size()),
                dates.isEmpty() ? null : dates.getFirst(),
                dates.isEmpty() ? null : dates.getLast(),
                medianDays(dates));
    }

    private static long average(long sum, int count) {
        return BigDecimal.valueOf(sum)
                .divide(BigDecimal.valueOf(count), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    /// The median distance of neighbouring orders, in days of 24 hours.
    private static @Nullable BigDecimal medianDays(List<Instant> dates) {
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < dates.size(); i++) {
            gaps.add(ChronoUnit.MICROS.between(dates.get(i - 1), dates.get(i)));
        }
        if (gaps.isEmpty()) {
            return null;
        }
        gaps.sort(null);
        int half = gaps.size() / 2;
        var twice = gaps.size() % 2 == 1 ? 2 * gaps.get(half) : gaps.get(half - 1) + gaps.get(half);
        return BigDecimal.valueOf(twice).divide(MICROS_OF_DAY.multiply(BigDecimal.TWO), 10, RoundingMode.HALF_UP);
    }
}
