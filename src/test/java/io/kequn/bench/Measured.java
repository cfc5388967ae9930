package io.kequn.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// One measurement. `units` is what one task does of what is counted, such as 500 orders.
record Measured(
        Histogram latencies,
        double seconds,
        int units,
        Cpu cpu,
        long errors,
        @Nullable String firstError) {

    /// The one in the middle by what was done per second.
    static Measured median(List<Measured> runs) {
        return runs.stream()
                .sorted(Comparator.comparingDouble(Measured::perSecond))
                .skip(runs.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /// The first thing that went wrong in any of them.
    static Optional<String> problem(List<Measured> runs) {
        long errors = runs.stream().mapToLong(Measured::errors).sum();
        return runs.stream()
                .filter(run -> run.firstError != null)
                .findFirst()
                .map(run -> errors + " errors, first: " + run.firstError);
    }

    double perSecond() {
        return latencies.getTotalCount() * units / seconds;
    }

    /// Milliseconds that `share` of the tasks took at most.
    double percentile(double share) {
        return latencies.getValueAtPercentile(share) / 1e3;
    }

    /// Milliseconds of processor time per unit, of server and database together.
    double cpuPerUnit() {
        return cpu.millis() / (latencies.getTotalCount() * units);
    }

    double databaseCpuPerUnit() {
        return cpu.database() / (latencies.getTotalCount() * units);
    }
}
