package io.kequn.bench;

import io.kequn.bench.FaultAnswers.Answer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Two replicas behind a load balancer, under a load of writes and reads, while one thing after the other goes wrong:
/// the database is silent, slow, cut off, gone, killed, or locked up; a replica is killed; both are replaced. No client
/// sees anything but answers and 503, none waits for longer than it may, all is well again within ten seconds; and in
/// the end everything that was acknowledged is there, once, and what is stored is what the rules say.
record Faults() implements Workload {
    private static final int RULES = 20;
    private static final Duration AFTERWARDS = Duration.ofSeconds(12);
    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final Duration FLIPS = Duration.ofSeconds(5);
    private static final String LINE = "%-44s %8s %8s %8s %10s %12s%n";

    /// What an order has done is done wholly or not at all.
    private static final String HALF = """
        select count(*) from customer c
        where c.shop_id = %d and c.state = 0 and c.number_of_orders <> (
          select count(*) from customer_order o where o.shop_id = c.shop_id and o.customer_id = c.id)
        """;

    /// @param dark whether the database cannot be reached, so that no replica is ready
    /// @param mayBreak whether connections of clients may break, since the process that has them is killed
    /// @param mayRefuse whether requests may be refused
    private record Fault(String name, boolean dark, boolean mayBreak, boolean mayRefuse) {}

    @Override
    public String number() {
        return "faults";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        stage.publish(RULES);
        // It would do what the others fail to do.
        stage.service().kill();
        var answers = new FaultAnswers();
        var problems = new ArrayList<String>();
        var wire = FaultyWire.to(stage.database().port());
        var environment = Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                stage.database().urlThrough(wire.port()),
                "QUARKUS_SHUTDOWN_DELAY",
                "3S");
        FaultLoad load;
        try (wire;
                var one = new Replica(Service.start(stage.database(), environment));
                var other = new Replica(Service.start(stage.database(), environment))) {
            var replicas = List.of(one, other);
            load = new FaultLoad(replicas, answers, stage);
            Pause.of(Duration.ofSeconds(5));
            System.out.printf(LINE, "fault", "good", "refused", "broken", "longest", "recovered");
            happen(stage, wire, replicas, answers, problems);
            load.close();
        }
        stage.service().startAgain();
        stage.openOwner();
        judge(stage, load, problems);
        var title = new Row.Title(number(), "what clients should not see, and what is lost or wrong", "0");
        report.add(new Row(
                title,
                "",
                problems.size(),
                0,
                Double.NaN,
                Double.NaN,
                load.stored().size() + " orders, " + load.points().size() + " commands of points",
                problems.isEmpty()
                        ? null
                        : problems.size() + ": "
                                + String.join("; ", problems.stream().limit(8).toList())));
    }

    private static void happen(
            Stage stage, FaultyWire wire, List<Replica> replicas, FaultAnswers answers, List<String> problems) {
        var run = new Run(replicas, answers, problems);
        run.fault(new Fault("database silent for 10 s, connections lost", true, false, true), () -> {
            wire.silence();
            run.darkFor(Duration.ofSeconds(10));
            wire.mend();
        });
        run.fault(new Fault("database 100 ms away, each way, for 10 s", false, false, false), () -> {
            wire.delay(100);
            Pause.of(Duration.ofSeconds(10));
            wire.mend();
        });
        run.fault(new Fault("all connections to the database cut", false, false, true), wire::cut);
        run.fault(new Fault("database refuses connections for 8 s", true, false, true), () -> {
            wire.refuse();
            run.darkFor(Duration.ofSeconds(8));
            wire.mend();
        });
        run.fault(new Fault("kill -9 of the database, restart after 6 s", true, false, true), () -> {
            stage.database().kill();
            run.darkFor(Duration.ofSeconds(6));
            stage.database().startAgain();
        });
        run.fault(new Fault("tables locked for 8 s, no connection free", false, false, true), () -> {
            try (var connection = stage.database().open();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("lock table customer, segment in access exclusive mode");
                Pause.of(Duration.ofSeconds(8));
                connection.rollback();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        run.fault(
                new Fault("kill -9 of a replica, and its restart", false, true, true),
                () -> replicas.getFirst().crash());
        run.fault(new Fault("both replicas replaced, one by one", false, false, false), () -> {
            for (var replica : replicas) {
                replica.roll();
                run.await("a replica is not ready after its start", replica::isReady);
            }
        });
    }

    /// What happens while one of the faults does, and after it.
    private record Run(List<Replica> replicas, FaultAnswers answers, List<String> problems) {
        void fault(Fault fault, Runnable happens) {
            long begun = System.nanoTime();
            happens.run();
            long mended = System.nanoTime();
            if (fault.dark) {
                await(
                        "a replica is not ready again after: " + fault.name,
                        () -> replicas.stream().allMatch(Replica::isReady));
            }
            Pause.of(AFTERWARDS);
            var seen = answers.between(begun, System.nanoTime());
            var told = FaultAnswers.problems(seen, fault.mayBreak, fault.mayRefuse);
            told.forEach(problem -> problems.add(fault.name + ": " + problem));
            long recovered = seen.stream()
                    .filter(answer -> !answer.isGood() && answer.at() - mended > 0)
                    .mapToLong(answer -> answer.at() - mended)
                    .max()
                    .orElse(0);
            if (recovered > RECOVERY.toNanos()) {
                problems.add(fault.name + ": still refused after " + millis(recovered));
            }
            System.out.printf(
                    LINE,
                    fault.name,
                    seen.stream().filter(Answer::isGood).count(),
                    seen.stream().filter(Answer::isRefusal).count(),
                    seen.stream().filter(answer -> answer.status() <= 0).count(),
                    millis(seen.stream().mapToLong(Answer::nanos).max().orElse(0)),
                    millis(recovered));
        }

        /// The replicas tell that they cannot serve, and that they live.
        void darkFor(Duration time) {
            long end = System.nanoTime() + time.toNanos();
            await(
                    "a replica is ready without a database",
                    () -> replicas.stream().noneMatch(Replica::isReady));
            if (!replicas.stream().allMatch(Replica::isLive)) {
                problems.add("a replica is not alive without a database");
            }
            Pause.of(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }

        void await(String otherwise, BooleanSupplier condition) {
            long end = System.nanoTime() + FLIPS.toNanos();
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() > end) {
                    problems.add(otherwise);
                    return;
                }
                Pause.briefly();
            }
        }

        private static String millis(long nanos) {
            return nanos / 1_000_000 + " ms";
        }
    }

    private static void judge(Stage stage, FaultLoad load, List<String> problems) throws SQLException {
        long lost = DriftWriters.lost(stage, load.stored());
        if (lost > 0) {
            problems.add(lost + " acknowledged orders are not stored");
        }
        long unlike = PointsCrash.unlike(stage, load.points());
        if (unlike > 0) {
            problems.add(unlike + " commands of points were not applied as they were answered");
        }
        long broken = PointsCrash.broken(stage);
        if (broken > 0) {
            problems.add(broken + " accounts, lots or entries of points do not add up");
        }
        long half = stage.owner().number(HALF.formatted(stage.shop()));
        if (half > 0) {
            problems.add(half + " customers whose orders do not add up to their totals");
        }
        var stored = Truth.read(stage).compare();
        if (stored.wrong() + stored.missing() > 0) {
            problems.add(stored.wrong() + " memberships are wrong and " + stored.missing() + " missing, as "
                    + stored.example());
        }
    }
}
