package io.kequn.bench;

import java.util.List;

/// Measures the packaged service beside what the machine can do at best, and prints one table. Ends with 1 if
/// anything went wrong that a number would hide.
public final class Bench {
    /// In this order, since rules are only ever added and the clock never goes back.
    private static final List<Workload> WORKLOADS = List.of(
            new CardReads(),
            new GraphQLCards(),
            new ListPages(),
            new SegmentBuilds(),
            new Previews(),
            new Explained(),
            new LevelBuilds(),
            new ReadYourWrites(20),
            new OrderWrites(20),
            new Evaluations(30),
            new Imports(),
            new ReadYourWrites(200),
            new OrderWrites(200),
            new Evaluations(200),
            new Drift(),
            new InterruptedBuild(),
            new PointsCrash(),
            new WebhooksCrash(),
            new KeysCrash(),
            new PointsWrites(),
            new FullCards(),
            new RowSecurity(),
            new Encryption(),
            new TwoReplicas(),
            new Flood(),
            new EventLatencies(),
            new Faults(),
            new SyncReplicas(),
            new SyncClients(),
            new SyncPages(),
            new ClockTicks());

    private Bench() {}

    /// Ends the process whatever happens: the clients' threads would keep it, and the database, for ever.
    public static void main(String... arguments) {
        try {
            System.exit(run() ? 0 : 1);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    /// Whether all went well.
    private static boolean run() throws Exception {
        var options = Options.read();
        var report = new Report();
        try (var stage = Stage.open(options)) {
            for (var workload : WORKLOADS) {
                if (options.wants(workload.number())) {
                    run(workload, stage, report);
                }
            }
        }
        report.finish(options);
        return !report.hasProblems();
    }

    private static void run(Workload workload, Stage stage, Report report) {
        try {
            workload.run(stage, report);
        } catch (Exception e) {
            e.printStackTrace();
            report.add(Row.failed(workload.number(), e.toString()));
        }
    }
}
