package io.kequn.bench;

import java.sql.SQLException;
import java.util.List;

/// Orders and tags keep being written while segments are made, changed and archived, and the service is killed
/// twice with builds on their way. In the end the stored members must be exactly those whom the rules name:
/// nobody wrong, nobody missing, no acknowledged order lost.
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
        try (writers) {
            for (int round = 0; round < ROUNDS; round++) {
                Pause.of(stage.options().time().dividedBy(2));
                define(stage.segments(), round, rules);
                if (round % 5 == 3) {
                    stage.service().crash();
                }
            }
        }
        Report.say(
                "%d writes acknowledged, %d not; waiting for the builds …", writers.acknowledged(), writers.refused());
        stage.segments().awaitBuilds();
        var verdict = Verdict.of(stage, writers);
        var title = new Row.Title(number(), "drift: members wrong + missing, " + verdict.rules() + " segments", "0");
        report.add(verdict.row(title, writers.acknowledged() + " writes, 2 kills"));
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
}
