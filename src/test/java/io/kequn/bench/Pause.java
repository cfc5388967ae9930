package io.kequn.bench;

import java.time.Duration;

/// Waiting on the benchmark's own thread.
final class Pause {
    private static final Duration BRIEF = Duration.ofMillis(20);

    private Pause() {}

    static void briefly() {
        of(BRIEF);
    }

    static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
