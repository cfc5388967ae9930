package io.kequn.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Orders and tags keep being written while segments are made, changed and archived, and the service is killed twice
/// with builds on their way. In the end the stored members must be exactly those whom the rules name: nobody wrong,
/// nobody missing, no acknowledged order lost.
record Drift() implements Workload {
    private static final int RULES = 20;
    private static final int ROUNDS = 12;
    private static final int WRITERS = 8;

    @Override
    public String number() {
        return "9";
    }

    @Override
    public void run(Stage stage, Report report) throws SQLException {
        stage.publish(RULES);
        var rules = List.copyOf(BenchRules.first(RULES + 2 * ROUNDS).values());
        var writers = new DriftWriters(stage, WRITERS);
        for (int round = 0; round < ROUNDS; round++) {
            Pause.of(stage.options().time().dividedBy(2));
            define(stage.segments(), round, rules);
            if (round % 5 == 3) {
                stage.service().crash();
            }
        }
        writers.stop();
        Report.say(
                "%d writes acknowledged, %d not; waiting for the builds …", writers.acknowledged(), writers.refused());
        stage.segments().awaitBuilds();
        report(stage, report, writers);
    }

    /// Each round brings a segment, gives the one before another rule, and archives the one before that.
    private static void define(Segments segments, int round, List<String> rules) {
        segments.publish("drift-" + round, rules.get(RULES + round));
        if (round > 0) {
            segments.publish("drift-" + (round - 1), rules.get(RULES + ROUNDS + round));
        }
        if (round > 1) {
            segments.archive("drift-" + (round - 2));
        }
    }

    private void report(Stage stage, Report report, DriftWriters writers) throws SQLException {
        var truth = Truth.read(stage);
        var stored = truth.compare();
        long unlike = truth.unlikeInterpreter();
        long lost = writers.lost();
        var problems = new ArrayList<String>();
        if (stored.wrong() + stored.missing() > 0) {
            problems.add(stored.wrong() + " wrong and " + stored.missing() + " missing, as " + stored.example());
        }
        if (unlike > 0) {
            problems.add(unlike + " memberships are not what the plain reading of the rules says");
        }
        if (lost > 0) {
            problems.add(lost + " acknowledged orders are not stored");
        }
        report.add(new Row(
                new Row.Title(number(), "drift: members wrong + missing, " + truth.segments() + " segments", "0"),
                "",
                stored.wrong() + stored.missing(),
                0,
                Double.NaN,
                Double.NaN,
                writers.acknowledged() + " writes, 2 kills, " + stored.members() + " members compared",
                problems.isEmpty() ? null : String.join("; ", problems)));
    }
}
