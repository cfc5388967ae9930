package io.kequn.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Builds of a segment, of a tag by rule and of a layer set, each of which `kill -9` interrupts in the middle
/// and the next start goes on with, while four writers keep writing. In the end what is stored of customers
/// must be exactly what the rules say.
record InterruptedBuild() implements Workload {
    private static final int RULES = 20;
    private static final int WRITERS = 4;
    private static final int MOST_TRIES = 8;
    private static final Duration LONGEST_BUILD = Duration.ofMinutes(5);

    private static final String BUILDS =
            " from job where kind in ('segment-build', 'tag-build', 'layer-set-build') and status = 'running' and done < total";
    private static final String RUNNING = "select count(*)" + BUILDS + " and done > 0";
    private static final String DONE = "select coalesce(max(done), 0)" + BUILDS;

    /// What is built by rules.
    private enum Kind {
        SEGMENT,
        TAG,
        LAYER_SET;

        void build(Segments segments, int n, List<String> rules) {
            var key = "cut-" + n;
            switch (this) {
                case SEGMENT -> segments.publish(key, rules.get(n));
                case TAG -> segments.giveTag(key, rules.get(n));
                case LAYER_SET -> segments.divide(key, List.of(rules.get(n), rules.get(n + MOST_TRIES)));
            }
        }
    }

    @Override
    public String number() {
        return "crash";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        stage.publish(RULES);
        var rules =
                List.copyOf(BenchRules.first(RULES + 2 * MOST_TRIES).values()).subList(RULES, RULES + 2 * MOST_TRIES);
        var writers = new DriftWriters(stage, WRITERS);
        var cut = new ArrayList<Long>();
        try (writers) {
            for (var kind : Kind.values()) {
                cut.add(interrupted(stage, kind, rules));
            }
        }
        var title = new Row.Title(number(), "builds killed in the middle: decisions wrong + missing", "0");
        var note = writers.acknowledged() + " writes, killed after " + cut + " of "
                + stage.options().customers();
        report.add(Verdict.of(stage, writers).row(title, note));
    }

    /// After how many customers a build of this kind was killed. One that was not is over in the end too.
    private static long interrupted(Stage stage, Kind kind, List<String> rules) throws SQLException {
        for (int n = 0; n < MOST_TRIES; n++) {
            kind.build(stage.segments(), n, rules);
            long done = 0;
            if (isInTheMiddle(stage)) {
                stage.service().kill();
                done = stage.owner().number(DONE);
                stage.service().startAgain();
            }
            stage.segments().awaitBuilds();
            if (done > 0) {
                return done;
            }
        }
        throw new IllegalStateException("No build of a " + kind + " was in the middle when it was killed");
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
