package io.kequn.platform.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// What a credential may still ask for.
public final class Quota {
    private final Bucket bucket;
    private final long points;
    private final Duration window;

    Quota(Bucket bucket, long points, Duration window) {
        this.bucket = bucket;
        this.points = points;
        this.window = window;
    }

    /// What came of asking: whether it was granted, the points that are left, and how long it takes until they would
    /// have been enough, and until all are there again.
    public record Answer(boolean granted, long left, Duration until, Duration full) {
        static Answer of(ConsumptionProbe probe) {
            return new Answer(
                    probe.isConsumed(),
                    probe.getRemainingTokens(),
                    Duration.ofNanos(probe.getNanosToWaitForRefill()),
                    Duration.ofNanos(probe.getNanosToWaitForReset()));
        }
    }

    /// Takes so many points if they are there. What costs more than all there can be costs all.
    public Answer take(long wanted) {
        return Answer.of(bucket.tryConsumeAndReturnRemaining(Math.clamp(wanted, 1, points)));
    }

    /// Gives back what was taken and not needed.
    public void giveBack(long unused) {
        if (unused > 0) {
            bucket.addTokens(unused);
        }
    }

    public long left() {
        return bucket.getAvailableTokens();
    }

    /// Points that come back in a second, at least one.
    public long restoreRate() {
        return Math.max(1, points * TimeUnit.SECONDS.toMillis(1) / window.toMillis());
    }

    /// As `RateLimit-Policy` says it.
    String policy() {
        return "\"default\";q=" + points + ";w=" + Math.max(1, window.toSeconds());
    }
}
