package io.kequn.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The runs of the clock that a log shows whole: from the lease of the work to the statement that says when it is
/// due next.
///
/// @param idle nobody had to be looked at
record Ticks(int statements, double millis, boolean idle) {
    private static final String LEASE = "update due set lease_until = clock_timestamp() +";
    private static final String DONE = "update due set lease_until = null, due_at =";
    private static final String CLOCK = "'clock'";

    /// With nobody else at work, all statements between the two are the tick's, but for the looks for work.
    static List<Ticks> of(List<ServerLog.Entry> log) {
        var ticks = new ArrayList<Ticks>();
        ServerLog.Entry begun = null;
        int statements = 0;
        boolean idle = true;
        for (var entry : log) {
            statements++;
            idle &= !entry.sql().contains(Recorder.EVALUATION);
            if (entry.parameters().contains(CLOCK) && entry.sql().startsWith(LEASE)) {
                begun = entry;
                statements = 1;
                idle = true;
            } else if (begun != null
                    && entry.parameters().contains(CLOCK)
                    && entry.sql().startsWith(DONE)) {
                ticks.add(new Ticks(
                        statements, Duration.between(begun.at(), entry.at()).toNanos() / 1e6, idle));
                begun = null;
            }
        }
        return ticks;
    }
}
