package io.kequn;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waits for what happens in the background.
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private Eventually() {}

    /// Fails if it does not become true in 40 seconds.
    public static void holds(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("has not come true in " + PATIENCE);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
