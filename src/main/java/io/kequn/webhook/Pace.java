package io.kequn.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How fast a webhook takes events. While it fails it gets one at a time, after pauses that grow; what succeeds
/// makes it faster again.
final class Pace {
    /// Whoever refuses so many events in a row may refuse all of them.
    private static final int REFUSALS = 10;

    private final int most;
    private final Duration shortest;
    private final Duration longest;
    private int failures;
    private int refusals;
    private int parallel;
    private @Nullable Duration pause;

    Pace(WebhookSettings settings, int failures) {
        this.most = settings.parallel();
        this.shortest = settings.pause();
        this.longest = settings.longestPause();
        this.failures = failures;
        this.parallel = failures == 0 ? most : 1;
    }

    void succeeded() {
        failures = 0;
        refusals = 0;
        parallel = Math.min(most, parallel * 2);
    }

    /// `asked` is how long the receiver wants to be left alone, zero if it does not say.
    void failed(Outcome outcome, Duration asked) {
        refusals++;
        if (!outcome.slow() && refusals < REFUSALS) {
            return;
        }
        refusals = 0;
        parallel = 1;
        // What was under way together has failed together, and counts once.
        if (pause == null) {
            failures++;
        }
        pause = Schedule.longer(Schedule.longer(pause == null ? Duration.ZERO : pause, growing()), asked);
    }

    private Duration growing() {
        var wait = shortest.multipliedBy(1L << Math.min(failures - 1, 20));
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    /// How many may be under way.
    int parallel() {
        return parallel;
    }

    /// In a row, that slow it down.
    int failures() {
        return failures;
    }

    /// How long to leave it alone; null if not at all.
    @Nullable
    Duration pause() {
        return pause;
    }
}
