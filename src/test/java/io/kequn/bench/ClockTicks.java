package io.kequn.bench;

import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What the passing of time costs with many rules: ticks at which nobody moves, and steps of the test clock at
/// which many do. Moves the clock, so it comes last.
record ClockTicks() implements Workload {
    private static final int RULES = 200;
    private static final int HOURLY = 20;
    private static final int TICKS = 20;
    private static final Duration LONGEST_STEP = Duration.ofMinutes(10);
    private static final List<Integer> STEPS = List.of(1, 3, 10);

    /// Since they count hours, the clock ticks every few seconds.
    private static Map<String, String> hourly() {
        var rules = new LinkedHashMap<String, String>();
        for (int i = 0; i < HOURLY; i++) {
            rules.put("hourly-" + i, "last_order_date IN LAST " + (30 + 17 * i) + "h");
        }
        return rules;
    }

    /// For those few who order often, since the members of all rules, 65 memberships of each customer, would
    /// fill the disk where there are very many. They read the same time.
    private static Map<String, String> narrow() {
        var rules = new LinkedHashMap<String, String>();
        BenchRules.first(RULES)
                .forEach((key, rule) -> rules.put("narrow-" + key, "number_of_orders >= 30 AND (" + rule + ")"));
        return rules;
    }

    @Override
    public String number() {
        return "clock";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        stage.segments().publish(narrow());
        stage.segments().publish(hourly());
        idle(stage, report);
        for (int days : STEPS) {
            step(stage, report, days);
        }
    }

    /// The time from lease to release, as the database's log tells it. Orders are dated in whole minutes, so most
    /// ticks find nobody whom time may have moved; the others are not idle.
    private void idle(Stage stage, Report report) throws SQLException {
        // What the builds have left to be tidied is not the ticks' work.
        stage.owner().run("vacuum (analyze) segment_member", "vacuum (analyze) customer", "checkpoint");
        var entries = stage.serverLog().during(() -> Pause.of(Duration.ofSeconds(3 * TICKS)));
        var all = Ticks.of(entries);
        var idle = all.stream().filter(Ticks::idle).toList();
        long rules = stage.owner().number("select count(*) from segment where status = 'ready'");
        var title = new Row.Title(number(), "idle tick, " + rules + " rules", "< 20 ms");
        report.add(Row.once(
                title,
                "ms",
                median(idle),
                idle.size() + " of " + all.size() + " ticks were idle, "
                        + idle.stream().mapToInt(Ticks::statements).max().orElseThrow() + " statements at most"));
    }

    private static double median(List<Ticks> ticks) {
        return ticks.stream().map(Ticks::millis).sorted().toList().get(ticks.size() / 2);
    }

    /// From the clock's move until the membership of everyone is that of the new instant.
    private void step(Stage stage, Report report, int days) throws SQLException {
        var flips = "select count(*) from change where kind = 'segment' and reason = 'time'";
        long before = stage.owner().number(flips);
        var until = Instant.parse(clock(stage).getString("now")).plus(Duration.ofDays(days));
        long begin = System.nanoTime();
        stage.api().put("/v1/shop/clock", new JsonObject().put("now", until.toString()));
        while (Instant.parse(clock(stage).getString("evaluatedUntil")).isBefore(until)) {
            if (System.nanoTime() - begin > LONGEST_STEP.toNanos()) {
                throw new IllegalStateException("The clock does not get on");
            }
            Pause.briefly();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long flipped = stage.owner().number(flips) - before;
        var title = new Row.Title(number(), "the clock moves on by " + days + " d", "linear in flips");
        var note = String.format(Locale.ROOT, "%,d flips, %.3f ms each", flipped, seconds * 1_000 / flipped);
        report.add(Row.once(title, "s", seconds, note));
    }

    private static JsonObject clock(Stage stage) {
        return stage.api().get("/v1/shop/clock");
    }
}
