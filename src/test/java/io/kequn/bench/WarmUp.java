package io.kequn.bench;

import java.time.Duration;

/// How long a server runs before it is measured: until it has had so much processor time for compiling what it
/// runs, and at most for so long. Its own time counts, because other programs may take most of the machine's.
record WarmUp(double millis, Duration most) {
    static final WarmUp COLD = new WarmUp(6_000, Duration.ofSeconds(25));

    /// For a server that has run the same before.
    static WarmUp brief(Duration measured) {
        return new WarmUp(0, measured.dividedBy(5));
    }

    void await(Cpu.Clock clock) {
        long end = System.nanoTime() + most.toNanos();
        var before = clock.read();
        while (System.nanoTime() < end) {
            Pause.briefly();
            if (millis > 0 && clock.read().since(before).server() >= millis) {
                return;
            }
        }
    }
}
