package io.kequn.bench;

/// One row of the list of benchmarks, or several that belong together.
interface Workload {
    /// Its number in the list, by which it is chosen.
    String number();

    /// Measures and reports. May throw: the report then says why, and the others go on.
    void run(Stage stage, Report report) throws Exception;
}
