package io.kequn.bench;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// A quiet shop, whose few clients read a card or send an order now and then, alone and beside a shop whose
/// many clients send orders and read as fast as they can: without limits, and with those that everybody gets.
/// The answers to the flood that refuse it count as answers. What the processors alone make of it is beside it: the
/// quiet shop beside processes that only compute, one for each processor.
record Flood() implements Workload {
    private static final int RULES = 20;
    private static final int CUSTOMERS = 500;
    private static final Load.Shape QUIET = new Load.Shape(4, 1);
    private static final int FLOODERS = 64;
    private static final long PAUSE = 20;
    private static final Duration HEAD_START = Duration.ofSeconds(1);
    /// For percentiles of few requests.
    private static final int LONGER = 4;

    @Override
    public String number() {
        return "flood";
    }

    @Override
    public void run(Stage stage, Report report) throws Exception {
        stage.publish(RULES);
        var key = stage.service().openShop("quiet");
        measure(
                stage,
                report,
                stage.service(),
                key,
                "beside a flood, no limits",
                () -> new Flooding(stage, stage.service()));
        measure(stage, report, stage.service(), key, "beside busy processors", Computing::new);
        try (var limited = Service.start(stage.database(), Map.of("KEQUN_RATE_POINTS", "600000"))) {
            measure(stage, report, limited, key, "beside a flood, usual limits", () -> new Flooding(stage, limited));
        }
    }

    private static void measure(
            Stage stage, Report report, Service service, String key, String what, Supplier<Neighbour> neighbour) {
        var quiet = Target.of(
                stage.vertx(),
                service::port,
                key,
                new Cpu.Clock(service::process, stage.database().process()));
        var orders = new Orders(CUSTOMERS, "web");
        quiet.sendNow(orders.batch(CUSTOMERS));
        var random = new Random(2);
        var alone = new ArrayList<Measured>();
        var beside = new ArrayList<Measured>();
        for (int run = 0; run < Options.RUNS; run++) {
            var warmUp = run == 0 ? WarmUp.COLD : WarmUp.brief(stage.options().time());
            alone.add(quiet(stage, quiet, orders, random, warmUp));
            try (var flood = neighbour.get()) {
                Pause.of(HEAD_START);
                beside.add(quiet(stage, quiet, orders, random, warmUp));
                flood.tell();
            }
        }
        var found = new Comparison(beside, alone);
        for (int share : List.of(50, 99)) {
            report.add(new Row(
                    new Row.Title("flood", "a quiet shop " + what + ", p" + share, "<= 1.5 (p99)"),
                    "ms",
                    found.ours().percentile(share),
                    found.bare().percentile(share),
                    Double.NaN,
                    Double.NaN,
                    String.format(
                            Locale.ROOT,
                            "%d requests; the ceiling is the quiet shop alone",
                            found.ours().latencies().getTotalCount()),
                    found.problem().orElse(null)));
        }
    }

    private static Measured quiet(Stage stage, Target target, Orders orders, Random random, WarmUp warmUp) {
        var span = new Load.Span(warmUp, stage.options().time().multipliedBy(LONGER));
        return Load.run(stage.vertx(), target.cpu(), QUIET, span, () -> {
            var call = random.nextInt(4) == 0
                    ? orders.one()
                    : Call.get("/v1/customers/" + Dataset.reference(1 + random.nextInt(CUSTOMERS)) + "/card");
            return target.send(call).map(answer -> (Load.Rest) () -> pause(stage.vertx(), PAUSE));
        });
    }

    private static Future<Void> pause(Vertx vertx, long millis) {
        Promise<Void> over = Promise.promise();
        vertx.setTimer(millis, timer -> over.complete());
        return over.future();
    }

    /// What makes the machine busy from its making until it is closed.
    private interface Neighbour extends AutoCloseable {
        void tell();

        @Override
        void close();
    }

    private record Computing(List<Process> processes) implements Neighbour {
        Computing() {
            this(IntStream.range(0, Runtime.getRuntime().availableProcessors())
                    .mapToObj(n -> begin())
                    .toList());
        }

        /// Ends by itself where the benchmark is ended before.
        private static Process begin() {
            try {
                return new ProcessBuilder("timeout", "60", "sh", "-c", "while :; do :; done").start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void tell() {
            Report.say("%d processes computed", processes.size());
        }

        @Override
        public void close() {
            processes.forEach(Process::destroy);
        }
    }

    /// The clients of the other shop, on a loop of their own. One that is refused tries again after a breath, as bad
    /// clients do.
    private static final class Flooding implements Neighbour {
        private final Stage stage;
        private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        private final Target target;
        private final Orders orders;
        private final Random random = new Random(3);
        private final AtomicBoolean over = new AtomicBoolean();
        private volatile long good;
        private volatile long refused;

        Flooding(Stage stage, Service service) {
            this.stage = stage;
            target = Target.of(
                    vertx, service::port, stage.api().key(), stage.ours().cpu());
            orders = new Orders(stage.options().customers(), "web");
            var context = vertx.getOrCreateContext();
            for (int i = 0; i < FLOODERS; i++) {
                context.runOnContext(none -> next());
            }
        }

        @Override
        public void tell() {
            Report.say("%,d requests of the flood answered, %,d refused", good, refused);
        }

        private void next() {
            if (over.get()) {
                return;
            }
            target.send(any()).onComplete(done -> {
                if (done.succeeded()) {
                    good++;
                    next();
                } else {
                    refused++;
                    vertx.setTimer(PAUSE, timer -> next());
                }
            });
        }

        private Call any() {
            return switch (random.nextInt(8)) {
                case 0 -> orders.batch(100);
                case 1, 2 -> orders.one();
                case 3 -> Call.get("/v1/tags/t01/customers?limit=200");
                default -> Call.get("/v1/customers/" + CardReads.any(stage, random) + "/card");
            };
        }

        @Override
        public void close() {
            over.set(true);
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
