package io.kequn.webhook;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// When a failed event is tried again. What fails together is spread a little, so that it does not come back together.
record Schedule(List<Duration> waits, Duration longestRetryAfter) {
    private static final double SPREAD = 0.1;

    static Schedule of(WebhookSettings settings) {
        return new Schedule(settings.retries(), settings.longestRetryAfter());
    }

    Schedule {
        waits = List.copyOf(waits);
    }

    /// How long to wait after the attempt of this number, from 1; null if it was the last. What the receiver asks
    /// for makes it longer only.
    @Nullable
    Duration after(int attempt, @Nullable Duration retryAfter, RandomGenerator random) {
        if (attempt > waits.size()) {
            return null;
        }
        var wait = waits.get(attempt - 1);
        var spread = wait.plusMillis((long) (wait.toMillis() * SPREAD * random.nextDouble()));
        return longer(spread, bounded(retryAfter));
    }

    /// What the receiver asks for, within reason.
    Duration bounded(@Nullable Duration retryAfter) {
        if (retryAfter == null || retryAfter.isNegative()) {
            return Duration.ZERO;
        }
        return retryAfter.compareTo(longestRetryAfter) > 0 ? longestRetryAfter : retryAfter;
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
