package io.kequn.bench;

import io.kequn.bench.Script.Step;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/// Orders, one by one and in batches, while rules are live. The ceiling runs the statements that the service was seen
/// to send for such an order, all in one go, and writes the memberships that its evaluation finds.
record OrderWrites(int rules) implements Workload {
    private static final Load.Shape SINGLE = new Load.Shape(16, 1);
    /// No more at a time, since any two of them have customers in common and would wait for each other.
    private static final Load.Shape BATCHES = new Load.Shape(2, 500);

    @Override
    public String number() {
        return "8";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        stage.publish(rules);
        measure(stage, report, SINGLE, ">= 0.35");
        measure(stage, report, BATCHES, rules <= 20 ? ">= 15,000/s" : ">= 6,000/s");
    }

    private void measure(Stage stage, Report report, Load.Shape shape, String target) throws SQLException {
        var orders = new Orders(stage.options().customers(), "web");
        int size = shape.units();
        var script = record(stage, orders, size);
        stage.teach("v1/orders", script);
        var found = stage.compare(
                shape,
                () -> stage.ours().send(call(orders, size)).map(Orders::allStored),
                () -> stage.bare().send(call(orders, size)));
        var name = (size == 1 ? "orders one by one, " : "orders in batches of " + size + ", ") + shape.connections()
                + " connections, " + rules + " rules";
        double ours = found.ours().cpuPerUnit();
        report.add(Row.perSecond(new Row.Title(number(), name, target), found, evaluation(stage, script, shape, ours)));
    }

    /// What the service sends to the database for an order or a batch of them.
    static Script record(Stage stage, Orders orders, int size) throws SQLException {
        var toRecord = Orders.toRecord(size, stage.options().customers());
        var call = size == 1
                ? orders.one(
                        toRecord.keySet().iterator().next(),
                        toRecord.values().iterator().next())
                : orders.batch(toRecord);
        // The first request after a publication loads the rules; that is not what is recorded.
        stage.ours().sendNow(call(orders, size));
        return stage.record(toRecord, () -> stage.ours().sendNow(call));
    }

    private static Call call(Orders orders, int size) {
        return size == 1 ? orders.one() : orders.batch(size);
    }

    /// The database's time for the evaluation alone, as part of all processor time that the service costs. A
    /// transaction that selects nothing is taken off.
    private static String evaluation(Stage stage, Script script, Load.Shape shape, double ours) {
        if (!script.evaluates()) {
            return "nothing to evaluate";
        }
        var begin = script.steps().getFirst();
        stage.teach("evaluation", new Script(List.of(begin, script.steps().getLast()), false));
        stage.teach("nothing", new Script(List.of(begin, new Step("select 1", List.of())), false));
        double evaluation = database(stage, shape, "/evaluation") - database(stage, shape, "/nothing");
        return String.format(
                Locale.ROOT, "evaluation %.3f ms CPU, %.0f %% of ours", evaluation, 100 * evaluation / ours);
    }

    private static double database(Stage stage, Load.Shape shape, String path) {
        var orders = new Orders(stage.options().customers(), "web");
        var warmUp = WarmUp.brief(stage.options().time());
        return stage.measure(stage.bare(), shape, warmUp, () -> {
                    var call = call(orders, shape.units());
                    return stage.bare().send(Call.post(path, call.mediaType(), call.body()));
                })
                .databaseCpuPerUnit();
    }
}
