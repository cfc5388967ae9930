package io.kequn.bench;

import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntSupplier;

/// Two replicas against one, under the same load, which takes them in turns. Where one machine carries all of
/// it, what is reached cannot double: what counts is that a second replica makes no request dearer.
record TwoReplicas() implements Workload {
    private static final int RULES = 20;
    private static final Load.Shape SHAPE = new Load.Shape(16, 1);
    private static final WarmUp COMPILED = new WarmUp(20_000, Duration.ofSeconds(40));

    @Override
    public String number() {
        return "replicas";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        stage.publish(RULES);
        try (var second = Service.start(stage.database())) {
            var turn = new AtomicLong();
            var both = target(
                    stage,
                    second,
                    () -> (turn.getAndIncrement() & 1) == 0 ? stage.service().port() : second.port());
            // The one is measured while the other idles, and what that costs counts.
            var one = target(stage, second, stage.service()::port);
            var other = target(stage, second, second::port);
            var random = new Random(1);
            var orders = new Orders(stage.options().customers(), "web");
            measure(
                    stage,
                    report,
                    "REST card",
                    List.of(both, one, other),
                    target -> target.send(Call.get("/v1/customers/" + CardReads.any(stage, random) + "/card")));
            measure(stage, report, "orders one by one", List.of(both, one, other), target -> target.send(orders.one()));
        }
    }

    private static Target target(Stage stage, Service second, IntSupplier port) {
        var clock = new Cpu.Clock(
                List.of(stage.service()::process, second::process),
                stage.database().process());
        return Target.of(stage.vertx(), port, stage.api().key(), clock);
    }

    /// Both replicas have compiled what they run before they are compared.
    private static void measure(
            Stage stage, Report report, String name, List<Target> targets, Function<Target, Future<?>> task) {
        for (var target : targets) {
            stage.measure(target, SHAPE, COMPILED, () -> task.apply(target));
        }
        var found = stage.compare(SHAPE, side(targets.getFirst(), task), side(targets.get(1), task));
        var title = new Row.Title("replicas", name + " of two replicas, 16 connections", ">= 0.9");
        report.add(Row.perSecond(title, found, "the ceiling is one replica"));
    }

    private static Stage.Side side(Target target, Function<Target, Future<?>> task) {
        return new Stage.Side(target, () -> task.apply(target), () -> {});
    }
}
