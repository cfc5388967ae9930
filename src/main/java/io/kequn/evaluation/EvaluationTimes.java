package io.kequn.evaluation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Measures what the evaluation of each stratum takes in the transactions of writers: from its select until the
/// difference is known. Strata beyond the fifth, which rules that read rules that read rules have, count as one.
@Singleton
class EvaluationTimes {
    private static final int STRATA = 5;
    private static final Duration[] BOUNDS = IntStream.of(1, 2, 5, 10, 20, 50, 100, 250, 500, 1000, 5000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final List<Timer> timers;

    EvaluationTimes(MeterRegistry meters) {
        this.timers = IntStream.rangeClosed(1, STRATA + 1)
                .mapToObj(stratum -> timer(meters, stratum > STRATA ? "more" : String.valueOf(stratum)))
                .toList();
    }

    private static Timer timer(MeterRegistry meters, String stratum) {
        return Timer.builder("kequn.evaluation")
                .description("Evaluating one stratum of rules in a writer's transaction")
                .tag("stratum", stratum)
                .serviceLevelObjectives(BOUNDS)
                .register(meters);
    }

    /// `index` counts from 0.
    <T> Uni<T> measured(int index, Supplier<Uni<T>> evaluation) {
        var timer = timers.get(Math.min(index, STRATA));
        long begun = System.nanoTime();
        return evaluation.get().invoke(done -> timer.record(Duration.ofNanos(System.nanoTime() - begun)));
    }
}
