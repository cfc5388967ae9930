package io.kequn.bench;

import io.kequn.bench.Script.Parameter;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/// Delta sync: a page of 500 changes against the bare select of the same; and a million changes (or what segments of
/// all customers make of one) drained by one client, page after page.
record SyncPages() implements Workload {
    private static final Load.Shape SHAPE = new Load.Shape(16, 1);
    private static final int CHANGES = 1_000_000;
    private static final int PAGE = 500;
    private static final int LARGE_PAGE = 1_000;

    private static final String SELECT = """
        select json_agg(json_build_object('operation', c.operation, 'customer', c.customer_id, 'key', c.key, 'number', c.number,
          'at', c.at, 'reason', c.reason, 'segment', json_build_object('since', c.since)) order by c.number)::text
        from (
          select h.number, h.customer_id, h.operation, h.reason, h.at, k.key, m.since
          from (
            select number, customer_id, operation, reason, at, subject from change
            where shop_id = <shop> and kind = 'segment' and number > $1
            order by number limit <limit>
          ) h
          join segment k on k.shop_id = <shop> and k.id = h.subject
          left join segment_member m
            on m.shop_id = <shop> and m.segment_id = h.subject and m.customer_id = h.customer_id) c
        """;

    @Override
    public String number() {
        return "sync";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        var begin = stage.api().get("/v1/sync/segments?latest=true");
        int segments = Math.max(1, CHANGES / stage.options().customers());
        Report.say("Making %,d changes …", (long) segments * stage.options().customers());
        stage.segments().publish(everybody(segments));
        // Numbers all of them before anything is measured.
        stage.api().get("/v1/sync/segments?latest=true");
        stage.owner().run("vacuum (analyze) change", "vacuum (analyze) segment_member", "checkpoint");
        page(stage, report, begin);
        drain(stage, report, begin);
    }

    private static Map<String, String> everybody(int segments) {
        var rules = new LinkedHashMap<String, String>();
        for (int i = 0; i < segments; i++) {
            rules.put("everybody-" + i, "number_of_orders >= 0 AND number_of_orders < " + (1_000_000 + i));
        }
        return rules;
    }

    /// With the shop as a constant: a planner that does not know it reads all changes.
    private static String sql(Stage stage, int limit) {
        return SELECT.replace("<limit>", String.valueOf(limit)).replace("<shop>", String.valueOf(stage.shop()));
    }

    private static void teach(Stage stage, long after, int limit) {
        stage.teach("page", Script.select(stage.shop(), sql(stage, limit), new Parameter("bigint", after)));
    }

    private void page(Stage stage, Report report, JsonObject begin) {
        teach(stage, begin.getLong("number"), PAGE);
        var read = Call.get("/v1/sync/segments?limit=" + PAGE + "&since=" + begin.getString("token"));
        var bare = Call.get("/page");
        var found = stage.compare(
                SHAPE, () -> stage.ours().send(read), () -> stage.bare().send(bare));
        report.add(Row.perSecond(new Row.Title(number(), "a page of 500 changes", ">= 0.5"), found, ""));
    }

    private void drain(Stage stage, Report report, JsonObject begin) throws SQLException {
        var ours = new ArrayList<Timed>();
        var bare = new ArrayList<Timed>();
        long changes = 0;
        for (int run = 0; run < Options.RUNS; run++) {
            var items = new long[1];
            ours.add(Timed.of(stage.ours().cpu(), () -> items[0] = drained(stage, begin)));
            changes = items[0];
            bare.add(Timed.of(stage.bare().cpu(), () -> drainBare(stage, begin.getLong("number"))));
        }
        var title = new Row.Title(number(), "all changes drained by one client, 1,000 a page", "");
        report.add(Row.seconds(title, Timed.median(ours), Timed.median(bare), changes + " changes"));
    }

    private static long drained(Stage stage, JsonObject begin) {
        long items = 0;
        var page = begin;
        do {
            page = stage.api().get("/v1/sync/segments?limit=" + LARGE_PAGE + "&since=" + page.getString("token"));
            items += page.getJsonArray("items").size();
        } while (page.getBoolean("more"));
        return items;
    }

    /// The same select on one connection, without a server between.
    private static void drainBare(Stage stage, long after) throws SQLException {
        var sql = sql(stage, LARGE_PAGE).replace("$1", "?");
        long last = stage.owner().number("select last_number from feed_counter");
        try (var page = stage.owner().connection().prepareStatement(sql)) {
            for (long from = after; from < last; from += LARGE_PAGE) {
                page.setLong(1, from);
                try (var rows = page.executeQuery()) {
                    rows.next();
                    rows.getString(1);
                }
            }
        }
    }
}
