package io.kequn.bench;

import io.kequn.bench.FaultScript.Clocks;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Two replicas behind a load balancer, under a load of writes and reads, while one thing after the other goes
/// wrong: the database is silent, slow, cut off, gone, killed, locked up, or full; a replica is killed; both
/// are replaced; clocks jump. No client sees anything but answers and 503, none waits for longer than it may,
/// all is well again within ten seconds; and in the end everything that was acknowledged is there, once, what
/// is stored is what the rules say, and who follows the changes has heard of each.
record Faults() implements Workload {
    private static final int RULES = 20;

    /// What an order has done is done wholly or not at all.
    private static final String HALF = """
        select count(*) from customer c
        where c.shop_id = %d and c.state = 0 and c.number_of_orders <> (
          select count(*) from customer_order o where o.shop_id = c.shop_id and o.customer_id = c.id)
        """;

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
        var clocks = Clocks.here();
        clocks.ifPresent(
                faked -> stage.database().setEnvironment(faked.database().environment()));
        FaultLoad load;
        try (wire;
                var one = replica(stage, wire, clocks.map(Clocks::one));
                var other = replica(stage, wire, clocks.map(Clocks::other))) {
            var replicas = List.of(one, other);
            load = new FaultLoad(replicas, answers, stage);
            try (var readers = new FaultReaders(replicas, stage)) {
                Pause.of(Duration.ofSeconds(5));
                FaultRun.head();
                var script = new FaultScript(stage, new FaultRun(replicas, answers, problems));
                script.database(wire);
                script.replicas();
                clocks.ifPresentOrElse(script::clocks, () -> Report.say("No compiler of C: no clock jumps"));
                script.disk();
                load.close();
                stage.openOwner();
                readers.problems(problems);
            }
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

    private static Replica replica(Stage stage, FaultyWire wire, Optional<FakedClock> clock) {
        var environment = new HashMap<>(clock.map(FakedClock::environment).orElse(Map.of()));
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", stage.database().urlThrough(wire.port()));
        environment.put("QUARKUS_SHUTDOWN_DELAY", "3S");
        return new Replica(Service.start(stage.database(), environment));
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
