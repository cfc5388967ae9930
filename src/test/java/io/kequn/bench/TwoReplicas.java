package io.kequn.bench;

import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/// Two replicas against one, under the same load, which takes them in turns. Where one machine carries all of it, what
/// is
/// reached cannot double: what counts is that a second replica makes no request dearer.
record TwoReplicas() implements Workload {
    private static final int RULES = 20;
    private static final Load.Shape SHAPE = new Load.Shape(16, 1);

    @Override
    public String number() {
        return "replicas";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        stage.publish(RULES);
        try (var second = Service.start(stage.database())) {
            var clock = new Cpu.Clock(
                    List.of(stage.service()::process, second::process),
                    stage.database().process());
            var turn = new AtomicLong();
            var both = Target.of(
                    stage.vertx(),
                    () -> (turn.getAndIncrement() & 1) == 0 ? stage.service().port() : second.port(),
                    stage.api().key(),
                    clock);
            // The one is measured while the other idles, and what that costs counts.
            var one =
                    Target.of(stage.vertx(), stage.service()::port, stage.api().key(), clock);
            var random = new Random(1);
            measure(stage, report, "REST card", target(both, stage, random), target(one, stage, random));
            var orders = new Orders(stage.options().customers(), "web");
            measure(
                    stage,
                    report,
                    "orders one by one",
                    new Stage.Side(both, () -> both.send(orders.one()), () -> {}),
                    new Stage.Side(one, () -> one.send(orders.one()), () -> {}));
        }
    }

    private static Stage.Side target(Target target, Stage stage, Random random) {
        return new Stage.Side(
                target,
                () -> target.send(Call.get("/v1/customers/" + CardReads.any(stage, random) + "/card")),
                () -> {});
    }

    private static void measure(Stage stage, Report report, String name, Stage.Side both, Stage.Side one) {
        var found = stage.compare(SHAPE, both, one);
        var title = new Row.Title("replicas", name + " of two replicas, 16 connections", ">= 0.9");
        report.add(Row.perSecond(title, found, "the ceiling is one replica"));
    }
}
