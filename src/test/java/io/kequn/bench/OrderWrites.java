package io.kequn.bench;

import io.kequn.bench.Script.Step;
import io.kequn.bench.Stage.Comparison;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/// Orders, one by one and in batches, while rules are live. The ceiling runs the statements that the service was seen
/// to send for such an order, all in one go, and writes the memberships that its evaluation finds.
record OrderWrites(int rules) implements Workload {
    private static final int CONNECTIONS = 16;
    private static final int BATCH = 500;
    private static final int BATCHES_AT_ONCE = 4;

    @Override
    public String number() {
        return "8";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        stage.publish(rules);
        measure(stage, report, 1, CONNECTIONS, ">= 0.35");
        measure(stage, report, BATCH, BATCHES_AT_ONCE, rules <= 20 ? ">= 15,000/s" : ">= 6,000/s");
    }

    private void measure(Stage stage, Report report, int size, int connections, String target) throws SQLException {
        var orders = new Orders(stage.options().customers(), "web");
        var script = record(stage, orders, size);
        stage.teach("v1/orders", script);
        var found = stage.compare(
                connections,
                size,
                () -> stage.ours().send(call(orders, size)).map(Orders::allStored),
                () -> stage.bare().send(call(orders, size)));
        var name = size == 1 ? "orders one by one" : "orders in batches of " + size;
        report.throughput(
                number(),
                name + ", " + connections + " connections, " + rules + " rules",
                "/s",
                found,
                target,
                evaluation(stage, script, found, size, connections));
    }

    private static Script record(Stage stage, Orders orders, int size) throws SQLException {
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
    private static String evaluation(Stage stage, Script script, Comparison found, int size, int connections) {
        if (!script.evaluates()) {
            return "nothing to evaluate";
        }
        var orders = new Orders(stage.options().customers(), "web");
        var begin = script.steps().getFirst();
        stage.teach("evaluation", new Script(List.of(begin, script.steps().getLast()), false));
        stage.teach("nothing", new Script(List.of(begin, new Step("select 1", List.of())), false));
        double evaluation = database(stage, "/evaluation", orders, size, connections);
        double nothing = database(stage, "/nothing", orders, size, connections);
        double ours = Measured.median(found.ours()).cpuPerUnit();
        return String.format(
                Locale.ROOT,
                "evaluation %.3f ms CPU, %.0f %% of ours",
                evaluation - nothing,
                100 * (evaluation - nothing) / ours);
    }

    private static double database(Stage stage, String path, Orders orders, int size, int connections) {
        return stage.measure(stage.bare(), false, connections, size, () -> {
                    var call = call(orders, size);
                    return stage.bare().send(Call.post(path, call.mediaType(), call.body()));
                })
                .databaseCpuPerUnit();
    }
}
