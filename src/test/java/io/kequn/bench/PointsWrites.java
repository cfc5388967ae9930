package io.kequn.bench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Random;
import java.util.function.Supplier;

/// Points earned and redeemed one by one, by many customers and by one, with 20 rules. There is no ceiling
/// beside it: the milliseconds of processor time tell what a command costs.
record PointsWrites() implements Workload {
    private static final Load.Shape SHAPE = new Load.Shape(16, 1);
    private static final int RULES = 20;
    private static final long PLENTY = 1_000_000_000L;

    @Override
    public String number() {
        return "points";
    }

    @Override
    public void run(Stage stage, Report report) throws Exception {
        stage.publish(RULES);
        var random = new Random(5);
        var hot = Dataset.customer(1).toString();
        stage.ours().sendNow(call(hot, "earn", PLENTY));
        measure(stage, report, "points earned, any customer", () -> call(CardReads.any(stage, random), "earn", 10));
        measure(stage, report, "points earned, one customer", () -> call(hot, "earn", 10));
        measure(stage, report, "points redeemed, one customer", () -> call(hot, "redeem", 1));
    }

    private void measure(Stage stage, Report report, String name, Supplier<Call> call) {
        var found = stage.measure(
                stage.ours(), SHAPE, WarmUp.COLD, () -> stage.ours().send(call.get()));
        report.add(new Row(
                new Row.Title(number(), name + ", 16 connections", ""),
                "/s",
                found.perSecond(),
                Double.NaN,
                found.cpuPerUnit(),
                Double.NaN,
                "p50 %.2f p99 %.2f ms".formatted(found.percentile(50), found.percentile(99)),
                found.firstError()));
    }

    private static Call call(String customer, String verb, long points) {
        var body = new JsonObject().put("points", points);
        return Call.post(
                "/v1/customers/" + customer + "/points/" + verb, "application/json", Buffer.buffer(body.encode()));
    }
}
