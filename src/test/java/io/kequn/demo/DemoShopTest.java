package io.kequn.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// The demo shop says of the real purchases what a plain count over the file says.
@KequnTest
class DemoShopTest {
    private static final LocalDate TODAY = LocalDate.of(1998, 7, 1);

    @Inject
    DemoShop demo;

    @Test
    void segmentsAreAsLargeAsAPlainCountSays() throws IOException {
        var shop = new TestShop(DemoShop.KEY, demo.prepare());
        var customers = customers();

        assertThat(customers).hasSize(23_570);
        assertThat(customers.values().stream().mapToInt(List::size).sum()).isEqualTo(69_659);
        shop.given().get("/v1/customers?limit=1&count=true").then().body("page.total", is(23_570));
        shop.given().get("/v1/orders?limit=1").then().statusCode(200);
        var segments = shop.given().get("/v1/segments").jsonPath();
        assertThat(size(segments, "high-spend")).isEqualTo(count(customers, orders -> spent(orders) > 500_000));
        assertThat(size(segments, "loyal")).isEqualTo(count(customers, orders -> orders.size() >= 5));
        assertThat(size(segments, "new")).isEqualTo(count(customers, orders -> orders.size() == 1));
        assertThat(size(segments, "dormant"))
                .isEqualTo(count(customers, orders -> isAgo(orders, 90) && !isAgo(orders, 180)));
        assertThat(size(segments, "lost")).isEqualTo(count(customers, orders -> isAgo(orders, 180)));

        var levels = shop.given().get("/v1/level-programs/membership").jsonPath();
        assertThat(levels.getList("levels.name")).isEqualTo(List.of("普通", "银卡", "金卡", "VIP"));
        assertThat(levels.getList("levels.customers"))
                .isEqualTo(List.of(
                        count(customers, orders -> spentInAYear(orders) < 50_000),
                        count(customers, orders -> spentInAYear(orders) >= 50_000 && spentInAYear(orders) < 200_000),
                        count(customers, orders -> spentInAYear(orders) >= 200_000 && spentInAYear(orders) < 500_000),
                        count(customers, orders -> spentInAYear(orders) >= 500_000)));

        shop.given()
                .get("/v1/points-rules")
                .then()
                .body("items.key", is(List.of("birthday", "review", "share", "sign-in", "spend")))
                .body("items.name", is(List.of("生日", "评价", "分享", "签到", "消费")));

        // The next start finds all there and only changes the key.
        var next = new TestShop(DemoShop.KEY, demo.prepare());
        shop.given().get("/v1/segments").then().statusCode(401);
        next.given().get("/v1/customers?limit=1&count=true").then().body("page.total", is(23_570));
    }

    private record Purchase(LocalDate day, long cents) {}

    private static int size(JsonPath segments, String key) {
        return segments.getInt("items.find { it.key == '" + key + "' }.memberCount");
    }

    private static int count(Map<String, List<Purchase>> customers, Predicate<List<Purchase>> holds) {
        return (int) customers.values().stream().filter(holds).count();
    }

    private static long spent(List<Purchase> purchases) {
        return purchases.stream().mapToLong(Purchase::cents).sum();
    }

    private static long spentInAYear(List<Purchase> purchases) {
        return spent(purchases.stream()
                .filter(purchase -> !purchase.day().isBefore(TODAY.minusMonths(12)))
                .toList());
    }

    /// The last purchase was on the day so many days ago or before.
    private static boolean isAgo(List<Purchase> purchases, int days) {
        var last =
                purchases.stream().map(Purchase::day).max(LocalDate::compareTo).orElseThrow();
        return !last.isAfter(TODAY.minusDays(days));
    }

    private static Map<String, List<Purchase>> customers() throws IOException {
        var customers = new HashMap<String, List<Purchase>>();
        var file = Objects.requireNonNull(DemoShopTest.class.getResourceAsStream("/demo/cdnow_orders.csv.gz"));
        try (var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            lines.readLine();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var cells = line.split(",", -1);
                var cents = new BigDecimal(cells[3]).movePointRight(2).longValueExact();
                customers
                        .computeIfAbsent(cells[0], id -> new ArrayList<>())
                        .add(new Purchase(LocalDate.parse(cells[1]), cents));
            }
        }
        return customers;
    }
}
