package io.kequn.bench;

import io.kequn.bench.FaultRun.Fault;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// What goes wrong, one after the other.
record FaultScript(Stage stage, FaultRun run) {
    private static final Duration HOUR = Duration.ofHours(1);

    record Clocks(FakedClock one, FakedClock other, FakedClock database) {
        static Optional<Clocks> here() {
            return FakedClock.named("one")
                    .flatMap(one -> FakedClock.named("other")
                            .flatMap(other ->
                                    FakedClock.named("database").map(database -> new Clocks(one, other, database))));
        }
    }

    void database(FaultyWire wire) {
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
    }

    void replicas() {
        run.fault(
                new Fault("kill -9 of a replica, and its restart", false, true, true),
                () -> run.replicas().getFirst().crash());
        run.fault(new Fault("both replicas replaced, one by one", false, false, false), () -> {
            for (var replica : run.replicas()) {
                replica.roll();
                run.await("a replica is not ready after its start", replica::isReady);
            }
        });
    }

    /// The replicas' clocks decide nothing. The database's does: where it is set ahead, time-outs that wait are
    /// over, and where it is set back, the shop's time stands still.
    void clocks(Clocks clocks) {
        run.fault(new Fault("replicas' clocks an hour ahead and behind, and back", false, false, false), () -> {
            clocks.one.move(HOUR);
            clocks.other.move(HOUR.negated());
            Pause.of(FaultRun.AFTERWARDS);
            clocks.one.move(Duration.ZERO);
            clocks.other.move(Duration.ZERO);
        });
        run.fault(new Fault("the database's clock an hour ahead, and back", false, false, true), () -> {
            clocks.database.move(HOUR);
            Pause.of(FaultRun.AFTERWARDS);
            clocks.database.move(Duration.ZERO);
        });
    }

    void disk() {
        var found = FullDisk.under(stage.database());
        if (found.isEmpty()) {
            Report.say("Nothing can be mounted here: no full disk");
            return;
        }
        try (var disk = found.get()) {
            run.await("a replica is not ready after the database's restart", run::isReady);
            Pause.of(FaultRun.AFTERWARDS);
            run.fault(new Fault("the database's disk full for 12 s", false, false, true), () -> {
                disk.fill();
                Pause.of(FaultRun.AFTERWARDS);
                disk.free();
            });
        }
        run.await("a replica is not ready after the database's restart", run::isReady);
    }
}
