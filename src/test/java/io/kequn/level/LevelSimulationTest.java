package io.kequn.level;

import static org.assertj.core.api.Assertions.assertThat;

import io.kequn.Eventually;
import io.kequn.KequnTest;
import io.kequn.TestShop;
import io.kequn.level.LevelOracle.Terms;
import io.kequn.segment.Segments;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Two years of customers under programs of every kind: after each step of the clock the levels, the ends of
/// periods and the days of warnings are those that a plain interpreter of the terms says. `-Dlong` takes more
/// customers and steps.
@KequnTest
class LevelSimulationTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final boolean LONG = Boolean.getBoolean("long");
    private static final int CUSTOMERS = LONG ? 300 : 60;
    private static final int STEPS = LONG ? 150 : 36;
    private static final int DAYS = 730;
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int[] THRESHOLDS = {0, 100, 300, 800};

    private static final Map<String, Terms> PROGRAMS = programs();

    @Inject
    DataSource database;

    private final Random random = new Random(SEED);
    private final Map<Integer, List<Order>> orders = new HashMap<>();
    private final Map<String, LevelOracle> oracles = new HashMap<>();

    private record Order(Instant at, int amount) {}

    private record Stored(int level, @Nullable Instant periodEnd) {}

    private static Map<String, Terms> programs() {
        var programs = new LinkedHashMap<String, Terms>();
        programs.put("forever", terms("forever", null, null, "none", null, "once", null));
        programs.put("quarters", terms("duration", "P3M", null, "reassess", null, "once", null, "P10D"));
        programs.put("steps", terms("duration", "P3M", null, "one_step", "P14D", "once", null, "P10D", "P3D"));
        programs.put("leap", terms("calendar", "P1M", "02-29", "reassess", null, "once", null, "P30D"));
        programs.put("kept", terms("calendar", null, "07-01", "none", null, "month", null));
        programs.put("rolling", terms("rolling", null, null, "reassess", null, "once", null));
        programs.put("grace", terms("rolling", null, null, "one_step", "P20D", "once", null, "P5D"));
        programs.put("months", terms("duration", "P2M", null, "reassess", null, "month", null, "P7D"));
        programs.put("window", terms("rolling", null, null, "reassess", null, "after", "P14D"));
        programs.put("years", terms("calendar", null, "01-01", "one_step", "P30D", "after", "P7D", "P30D", "P7D"));
        return programs;
    }

    private static Terms terms(
            String retention,
            @Nullable String period,
            @Nullable String date,
            String downgrade,
            @Nullable String grace,
            String upgrade,
            @Nullable String hold,
            String... warnings) {
        return new Terms(retention, period, date, downgrade, grace, upgrade, hold, List.of(warnings));
    }

    @Test
    void levelsAreThoseOfAPlainInterpreter() throws SQLException {
        var shop = TestShop.create(Map.of(
                "test", true, "testClock", "2024-01-10T09:00:00", "timeZone", "America/New_York", "currency", "CNY"));
        var segments = new Segments(shop);
        IntStream.range(0, CUSTOMERS).forEach(i -> segments.customer("pos:" + i, "City"));
        var levels = List.of("regular", "silver: " + spent(1), "gold: " + spent(2), "top: " + spent(3));
        PROGRAMS.forEach((key, terms) -> new LevelPrograms(shop).publish(key, levels, body(terms)));
        var begin = now(shop);
        PROGRAMS.forEach((key, terms) -> IntStream.range(0, CUSTOMERS)
                .forEach(i -> oracles.put(key + " " + i, new LevelOracle(terms, NEW_YORK, begin))));
        try (var connection = database.getConnection()) {
            for (int step = 0; step < STEPS; step++) {
                write(shop, segments, step);
                shop.advance(
                        Duration.ofMinutes((long) DAYS * 24 * 60 / STEPS / 2 + random.nextInt(DAYS * 24 * 60 / STEPS)));
                settle(connection, shop);
                var now = now(shop);
                oracles.forEach((key, oracle) -> oracle.look(now, qualified(Integer.parseInt(key.split(" ")[1]), now)));
                compare(connection, shop, step);
            }
        }
    }

    private static String spent(int level) {
        return "orders_placed MATCHES (date >= -90d, sum_amount >= " + THRESHOLDS[level] + ")";
    }

    private static Map<String, ?> body(Terms terms) {
        var retention = new HashMap<String, Object>(Map.of("kind", terms.retention()));
        retention.put("period", terms.period());
        retention.put("date", terms.date());
        var downgrade = new HashMap<String, Object>(Map.of("kind", terms.downgrade()));
        downgrade.put("grace", terms.grace());
        boolean month = terms.upgrade().equals("month");
        var upgrade = new HashMap<String, Object>(Map.of("kind", month ? "next_period" : terms.upgrade()));
        upgrade.put("period", month ? "month" : null);
        upgrade.put("hold", terms.hold());
        return Map.of("retention", retention, "downgrade", downgrade, "upgrade", upgrade, "warnings", terms.warnings());
    }

    private static Instant now(TestShop shop) {
        return Instant.parse(shop.given().get("/v1/shop/clock").path("now"));
    }

    private void write(TestShop shop, Segments segments, int step) {
        for (int i = 0; i < CUSTOMERS / 12; i++) {
            int customer = random.nextInt(CUSTOMERS);
            int amount = 20 + random.nextInt(random.nextInt(10) == 0 ? 900 : 150);
            var at = now(shop);
            segments.order("pos:" + customer, step + "-" + i, amount + ".00", at.toString())
                    .statusCode(201);
            orders.computeIfAbsent(customer, none -> new ArrayList<>()).add(new Order(at, amount));
            PROGRAMS.keySet().forEach(key -> oracle(key, customer).look(at, qualified(customer, at)));
        }
    }

    private LevelOracle oracle(String program, int customer) {
        return Objects.requireNonNull(oracles.get(program + " " + customer));
    }

    /// By what the customer has spent since the beginning of the day 90 days ago.
    private int qualified(int customer, Instant now) {
        var from = LocalDate.ofInstant(now, NEW_YORK)
                .minusDays(90)
                .atStartOfDay(NEW_YORK)
                .toInstant();
        int spent = orders.getOrDefault(customer, List.of()).stream()
                .filter(order -> !order.at.isBefore(from))
                .mapToInt(Order::amount)
                .sum();
        int level = 1;
        while (level < THRESHOLDS.length && spent >= THRESHOLDS[level]) {
            level++;
        }
        return level;
    }

    /// Waits until time has been followed up to the shop's present.
    private static void settle(Connection connection, TestShop shop) {
        // The clock that counts days looks once, and may have done so a moment ago.
        var target = now(shop).minus(Duration.ofMinutes(1));
        Eventually.holds(() -> {
            try (var statement = connection.prepareStatement("""
                select c.evaluated_until >= ?::timestamptz and not exists (
                  select from customer_level l where l.shop_id = s.id and l.next_at <= ?::timestamptz)
                from shop s join shop_clock c on c.shop_id = s.id where s.key = ?\
                """)) {
                statement.setString(1, target.toString());
                statement.setString(2, target.toString());
                statement.setString(3, shop.key());
                var row = statement.executeQuery();
                return row.next() && row.getBoolean(1);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void compare(Connection connection, TestShop shop, int step) throws SQLException {
        var stored = stored(connection, shop);
        var warned = warned(connection, shop);
        oracles.forEach((key, oracle) -> {
            var about = "seed %d, step %d, %s of %s".formatted(SEED, step, key.split(" ")[1], key);
            var standing = Objects.requireNonNull(stored.get(key));
            assertThat(standing.level).as(about).isEqualTo(oracle.level());
            assertThat(LevelOracle.near(standing.periodEnd, oracle.expires()))
                    .as(about + ": ends " + standing.periodEnd + ", expected " + oracle.expires())
                    .isTrue();
            assertThat(warned.getOrDefault(key, List.of())).as(about).isEqualTo(oracle.warned());
        });
    }

    private static Map<String, Stored> stored(Connection connection, TestShop shop) throws SQLException {
        var found = new HashMap<String, Stored>();
        try (var statement = connection.prepareStatement("""
            select p.key || ' ' || i.external_id, l.rank, cl.period_end from customer_level cl
            join shop s on s.id = cl.shop_id and s.key = ?
            join level_program p on p.id = cl.level_program_id join level l on l.id = cl.level_id
            join customer_identity i on i.shop_id = cl.shop_id and i.customer_id = cl.customer_id\
            """)) {
            statement.setString(1, shop.key());
            var row = statement.executeQuery();
            while (row.next()) {
                var end = row.getTimestamp(3);
                found.put(row.getString(1), new Stored(row.getInt(2), end == null ? null : end.toInstant()));
            }
        }
        return found;
    }

    private static Map<String, List<LocalDate>> warned(Connection connection, TestShop shop) throws SQLException {
        var found = new HashMap<String, List<LocalDate>>();
        try (var statement = connection.prepareStatement("""
            select p.key || ' ' || i.external_id, e.at from customer_level_event e
            join shop s on s.id = e.shop_id and s.key = ? join level_program p on p.id = e.level_program_id
            join customer_identity i on i.shop_id = e.shop_id and i.customer_id = e.customer_id
            where e.kind = 'warned' order by e.id\
            """)) {
            statement.setString(1, shop.key());
            var row = statement.executeQuery();
            while (row.next()) {
                found.computeIfAbsent(row.getString(1), none -> new ArrayList<>())
                        .add(LocalDate.ofInstant(row.getTimestamp(2).toInstant(), NEW_YORK));
            }
        }
        return found;
    }
}
