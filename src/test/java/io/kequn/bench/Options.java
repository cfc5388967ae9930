package io.kequn.bench;

import java.time.Duration;
import java.util.Set;

/// What the command line chooses: how many customers, which workloads, how long each is measured.
record Options(int customers, Set<String> workloads, Duration time) {
    private static final String ALL = "all";

    /// How often each measurement is taken; the median counts.
    static final int RUNS = 3;

    static Options read() {
        return new Options(
                Integer.getInteger("customers", 100_000),
                Set.of(System.getProperty("workloads", ALL).split("\\s*,\\s*")),
                Duration.ofMillis(Math.round(1_000 * Double.parseDouble(System.getProperty("seconds", "5")))));
    }

    boolean wants(String workload) {
        return workloads.contains(ALL) || workloads.contains(workload);
    }
}
