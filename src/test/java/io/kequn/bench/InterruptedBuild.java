package io.kequn.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Builds that `kill -9` interrupts in the middle and the next start goes on with, while four writers keep
/// writing. In the end the stored members must be exactly those whom the rules name.
record InterruptedBuild() implements Workload {
    private static final int RULES = 20;
    private static final int WRITERS = 4;
    private static final int KILLS = 3;
    private static final int MOST_TRIES = 20;
    private static final Duration LONGEST_BUILD = Duration.ofMinutes(5);

    private static final String RUNNING =
            "select count(*) from job where kind = 'segment-build' and status = 'running' and done > 0 and done < total";
    private static final String DONE =
            "select coalesce(max(done), 0) from job where kind = 'segment-build' and status = 'running' and done < total";

    @Override
    public String number() {
        return "crash";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        stage.publish(RULES);
        var rules = List.copyOf(BenchRules.first(RULES + MOST_TRIES).values()).subList(RULES, RULES + MOST_TRIES);
        var writers = new DriftWriters(stage, WRITERS);
        var cut = new ArrayList<Long>();
        try (writers) {
            for (int i = 0; i < MOST_TRIES && cut.size() < KILLS; i++) {
                stage.segments().publish("cut-" + i, rules.get(i));
                if (isInTheMiddle(stage)) {
                    stage.service().kill();
                    long done = stage.owner().number(DONE);
                    if (done > 0) {
                        cut.add(done);
                    }
                    stage.service().startAgain();
                }
                stage.segments().awaitBuilds();
            }
        }
        var title = new Row.Title(number(), "builds killed in the middle: members wrong + missing", "0");
        if (cut.size() < KILLS) {
            throw new IllegalStateException("Only " + cut.size() + " builds were in the middle when they were killed");
        }
        var note = writers.acknowledged() + " writes, killed after " + cut + " of "
                + stage.options().customers();
        report.add(Verdict.of(stage, writers).row(title, note));
    }

    /// Waits until a build has done a part; false if it is over before.
    private static boolean isInTheMiddle(Stage stage) throws SQLException {
        long end = System.nanoTime() + LONGEST_BUILD.toNanos();
        while (System.nanoTime() < end) {
            if (stage.owner().number(RUNNING) > 0) {
                return true;
            }
            if (!stage.segments().building()) {
                return false;
            }
        }
        throw new IllegalStateException("The build does not begin");
    }
}
