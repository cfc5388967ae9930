package io.kequn.platform.database;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Who has asked for something lately: whether anybody else has, seen from one of them.
///
/// May be used from any thread.
final class RecentOwners {
    private final long time;
    private final LongSupplier nanos;
    private int last;
    private long lastAt;

    /// When somebody other than `last` has asked last.
    private long otherAt;

    /// @param time how long ago is still lately
    /// @param nanos a clock as [System#nanoTime]
    RecentOwners(Duration time, LongSupplier nanos) {
        this.time = time.toNanos();
        this.nanos = nanos;
        lastAt = nanos.getAsLong() - this.time;
        otherAt = lastAt;
    }

    /// Notes that `owner` asks now.
    synchronized void asks(int owner) {
        if (owner != last) {
            otherAt = lastAt;
            last = owner;
        }
        lastAt = nanos.getAsLong();
    }

    /// Whether somebody other than `owner` has asked lately.
    synchronized boolean others(int owner) {
        return lately(owner == last ? otherAt : lastAt);
    }

    private boolean lately(long at) {
        return nanos.getAsLong() - at < time;
    }
}
