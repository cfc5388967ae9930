package io.kequn.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/// Points earned and redeemed one by one, by any customer and by one alone, with 20 rules. The ceiling runs the
/// statements that the service was seen to send for such a command, all in one go.
record PointsWrites() implements Workload {
    private static final Load.Shape SHAPE = new Load.Shape(16, 1);
    private static final int RULES = 20;
    private static final int POINTS = 10;
    private static final AtomicLong SENT = new AtomicLong();

    /// Everybody has earned a million points already.
    private static final List<String> FILL = List.of(
            """
            insert into points_entry (shop_id, id, customer_id, ledger_id, number, kind, points, pending, frozen, amount,
              written_off, balance_after, at, recorded_at)
            select c.shop_id, gen_random_uuid(), c.id, c.id, 1, 'earn', 1000000, 0, 0, 1000000, 0, 1000000,
              clock_timestamp(), clock_timestamp()
            from customer c
            where c.state = 0 and not exists (
              select from points_account a where a.shop_id = c.shop_id and a.customer_id = c.id)
            """, """
            insert into points_lot (shop_id, id, customer_id, entry_id, debt, points, pending, remaining, held, expired,
              earned_at, sliding, withdrawn)
            select shop_id, gen_random_uuid(), customer_id, id, false, points, 0, points, 0, 0, at, false, 0
            from points_entry e where number = 1 and not exists (
              select from points_account a where a.shop_id = e.shop_id and a.customer_id = e.customer_id)
            """, """
            insert into points_allocation (shop_id, entry_id, lot_id, points, pending, frozen)
            select shop_id, entry_id, id, points, 0, 0
            from points_lot l where not exists (
              select from points_account a where a.shop_id = l.shop_id and a.customer_id = l.customer_id)
            """, """
            insert into points_account (shop_id, customer_id, balance, pending, frozen, expiring, earned, redeemed,
              last_number, last_activity, updated_at)
            select shop_id, customer_id, points, 0, 0, 0, points, 0, 1, at, at
            from points_entry where number = 1 on conflict do nothing
            """, """
            update customer c set points_balance = a.balance
            from points_account a where a.shop_id = c.shop_id and a.customer_id = c.id
            """, "analyze points_entry, points_lot, points_allocation, points_account, customer");

    @Override
    public String number() {
        return "points";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        stage.publish(RULES);
        Report.say("Giving points to everybody …");
        fill(stage);
        for (var verb : List.of("earn", "redeem")) {
            stage.teach(verb, script(stage, verb));
        }
        var random = new Random(5);
        IntSupplier any = () -> 1 + random.nextInt(stage.options().customers());
        measure(stage, report, "points earned, any customer", ">= 0.35", any, "earn");
        measure(stage, report, "points redeemed, any customer", ">= 0.35", any, "redeem");
        measure(stage, report, "points earned and redeemed, one customer", "", () -> 1, "earn", "redeem");
    }

    static void fill(Stage stage) throws SQLException {
        stage.owner().run(FILL.toArray(String[]::new));
    }

    /// The entry's number, which no two may have, is far above all others.
    private static Script script(Stage stage, String verb) throws SQLException {
        int customer = stage.options().customers();
        var reason = newReason();
        stage.ours().sendNow(ours(customer, verb, newReason()));
        stage.owner()
                .run("update points_account set last_number = greatest(last_number, " + Recorder.NUMBERED
                        + ") where customer_id = '" + Dataset.customer(customer) + "'");
        return stage.record(Map.of(customer, reason), () -> stage.ours().sendNow(ours(customer, verb, reason)));
    }

    private void measure(
            Stage stage, Report report, String name, String target, IntSupplier customer, String... verbs) {
        var ours = new AtomicLong();
        var bare = new AtomicLong();
        var found = stage.compare(
                SHAPE,
                () -> stage.ours().send(ours(customer.getAsInt(), next(ours, verbs), newReason())),
                () -> stage.bare().send(bare(customer.getAsInt(), next(bare, verbs), newReason())));
        report.add(Row.perSecond(new Row.Title(number(), name + ", 16 connections", target), found, ""));
    }

    private static String next(AtomicLong sent, String... verbs) {
        return verbs[Math.toIntExact(sent.getAndIncrement() % verbs.length)];
    }

    private static String newReason() {
        return "bench-points-" + SENT.incrementAndGet();
    }

    private static Call ours(int customer, String verb, String reason) {
        var path = "/v1/customers/" + Dataset.customer(customer) + "/points/" + verb;
        return call(path, new JsonObject().put("points", POINTS).put("reason", reason));
    }

    private static Call bare(int customer, String verb, String reason) {
        var body = new JsonObject().put("customer", Dataset.reference(customer)).put("externalId", reason);
        return call("/" + verb, body);
    }

    private static Call call(String path, JsonObject body) {
        return Call.post(path, "application/json", Buffer.buffer(body.encode()));
    }
}
