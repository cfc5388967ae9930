package io.kequn.bench;

import java.util.Comparator;
import java.util.List;

/// How long something took that is done once, and the processor time meanwhile.
record Timed(double seconds, Cpu cpu) {
    /// Work that may fail.
    interface Work {
        void run() throws Exception;
    }

    static Timed of(Cpu.Clock clock, Work work) {
        var before = clock.read();
        long begin = System.nanoTime();
        try {
            work.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Timed(seconds, clock.read().since(before));
    }

    static Timed median(List<Timed> runs) {
        return runs.stream()
                .sorted(Comparator.comparingDouble(Timed::seconds))
                .skip(runs.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
