package io.kequn.order;

import static io.kequn.order.Orders.money;
import static io.kequn.order.Orders.order;
import static io.kequn.order.Orders.refund;
import static io.kequn.order.Orders.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.KequnTest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Totals after random sequences of writes equal those that plain Java reads out of the same sequence.
@KequnTest
class OrderTotalsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /// An order as plain Java remembers it.
    private static final class Known {
        String customer = "";
        Instant placedAt = START;
        long total;
        long refunded;
        boolean test;
        boolean cancelled;

        boolean counts() {
            return !test && !cancelled && !(refunded > 0 && refunded >= total);
        }
    }

    private final Map<String, Known> known = new HashMap<>();
    private final Map<String, Long> alone = new HashMap<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void totalsEqualAPlainReading(int seed) {
        var random = new Random(seed);
        var orders = Orders.ofNewShop();

        for (int step = 0; step < 60; step++) {
            write(orders, random, step);
        }

        for (var customer : List.of("0", "1", "2")) {
            if (known.values().stream().anyMatch(order -> order.customer.equals(customer))) {
                assertThat(orders.totals(customer))
                        .as("seed %d, customer %s", seed, customer)
                        .isEqualTo(read(customer));
            }
        }
    }

    private void write(Orders orders, Random random, int step) {
        String id = "A-" + random.nextInt(15);
        var present = known.get(id);
        switch (random.nextInt(present == null ? 1 : 5)) {
            case 0, 1 -> put(orders, random, id, step);
            case 2 -> giveBack(orders, random, id, present, step);
            case 3 -> {
                var at = Map.<String, Object>of("occurredAt", "2026-05-31T00:00:00Z", "externalId", "C-" + step);
                orders.post("pos:" + id, "cancellation", at).statusCode(200);
                present.cancelled = true;
            }
            default -> {
                long amount = 1 + random.nextInt(3_000);
                orders.shop()
                        .given()
                        .body(with(refund("S-" + step, shown(amount)), "source", "pos"))
                        .post("/v1/customers/pos:" + present.customer + "/refunds")
                        .then()
                        .statusCode(201);
                alone.merge(present.customer, amount, Long::sum);
            }
        }
    }

    private void put(Orders orders, Random random, String id, int step) {
        var order = known.computeIfAbsent(id, key -> new Known());
        order.customer = "" + random.nextInt(3);
        order.placedAt = START.plus(Duration.ofSeconds(random.nextInt(10_000_000)));
        order.total = random.nextInt(10_000);
        order.test = random.nextInt(10) == 0;
        orders.put(with(
                        order(id, order.customer),
                        "placedAt",
                        order.placedAt.toString(),
                        "total",
                        money(shown(order.total)),
                        "test",
                        order.test,
                        "store",
                        "s" + step))
                .statusCode(org.hamcrest.Matchers.lessThan(300));
    }

    private static void giveBack(Orders orders, Random random, String id, Known order, int step) {
        long rest = order.total - Math.min(order.refunded, order.total);
        if (rest > 0) {
            long amount = random.nextBoolean() ? rest : 1 + random.nextLong(rest);
            orders.post("pos:" + id, "refunds", refund("R-" + step, shown(amount)))
                    .statusCode(200);
            order.refunded += amount;
        }
    }

    private Totals read(String customer) {
        var own = known.values().stream()
                .filter(order -> order.customer.equals(customer))
                .toList();
        var counting = own.stream().filter(Known::counts).toList();
        long spent = counting.stream()
                .mapToLong(order -> order.total - order.refunded)
                .sum();
        long back = own.stream()
                .filter(order -> !order.test)
                .mapToLong(order -> Math.min(order.refunded, order.total))
                .sum();
        long standalone = alone.getOrDefault(customer, 0L);
        return new Totals(
                counting.size(),
                shown(spent - standalone),
                shown(back + standalone),
                counting.isEmpty() ? null : shown(average(spent, counting.size())),
                median(counting.stream().map(order -> order.placedAt).sorted().toList()));
    }

    private static long average(long spent, int orders) {
        return new BigDecimal(spent)
                .divide(new BigDecimal(orders), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static @Nullable BigDecimal median(List<Instant> instants) {
        var gaps = new ArrayList<Long>();
        for (int i = 1; i < instants.size(); i++) {
            gaps.add(Duration.between(instants.get(i - 1), instants.get(i)).toSeconds());
        }
        if (gaps.isEmpty()) {
            return null;
        }
        gaps.sort(null);
        long twice = gaps.get((gaps.size() - 1) / 2) + gaps.get(gaps.size() / 2);
        return new BigDecimal(twice).divide(new BigDecimal(172_800), 10, RoundingMode.HALF_UP);
    }

    private static String shown(long amount) {
        return BigDecimal.valueOf(amount, 2).toPlainString();
    }
}
