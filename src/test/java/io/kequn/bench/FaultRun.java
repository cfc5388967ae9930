package io.kequn.bench;

import io.kequn.bench.FaultAnswers.Answer;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/// What happens while one of the faults does, and after it.
record FaultRun(List<Replica> replicas, FaultAnswers answers, List<String> problems) {
    static final Duration AFTERWARDS = Duration.ofSeconds(12);
    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final Duration FLIPS = Duration.ofSeconds(5);
    private static final String LINE = "%-52s %8s %8s %8s %10s %12s%n";

    /// @param dark whether the database cannot be reached, so that no replica is ready
    /// @param mayBreak whether connections of clients may break, since the process that has them is killed
    /// @param mayRefuse whether requests may be refused
    record Fault(String name, boolean dark, boolean mayBreak, boolean mayRefuse) {}

    static void head() {
        System.out.printf(LINE, "fault", "good", "refused", "broken", "longest", "recovered");
    }

    void fault(Fault fault, Runnable happens) {
        long begun = System.nanoTime();
        happens.run();
        long mended = System.nanoTime();
        if (fault.dark) {
            await("a replica is not ready again after: " + fault.name, this::isReady);
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

    boolean isReady() {
        return replicas.stream().allMatch(Replica::isReady);
    }

    /// The replicas tell that they cannot serve, and that they live.
    void darkFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        await("a replica is ready without a database", () -> replicas.stream().noneMatch(Replica::isReady));
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
