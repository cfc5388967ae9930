package io.kequn.bench;

import java.util.List;
import java.util.Optional;

/// The service and the ceiling under the same load, each several times and in turns.
record Comparison(List<Measured> ourRuns, List<Measured> bareRuns) {
    Comparison {
        ourRuns = List.copyOf(ourRuns);
        bareRuns = List.copyOf(bareRuns);
    }

    Measured ours() {
        return Measured.median(ourRuns);
    }

    Measured bare() {
        return Measured.median(bareRuns);
    }

    /// What went wrong, if anything did in any of the runs.
    Optional<String> problem() {
        return Measured.problem(ourRuns)
                .or(() -> Measured.problem(bareRuns).map(problem -> "(the ceiling) " + problem));
    }
}
