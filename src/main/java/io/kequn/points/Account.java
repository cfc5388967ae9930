package io.kequn.points;

import static io.kequn.platform.problem.ErrorCode.VALUE_INVALID;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The sums of a customer's lots, in memory while a transaction changes them. `earned` and `redeemed` are of
/// all time, less what was taken or given back.
final class Account {
    /// More than anybody can mean; every sum stays exact in JSON and far from overflowing.
    private static final long MOST = 1_000_000_000_000_000L;

    long balance;
    long pending;
    long frozen;
    long expiring;
    long earned;
    long redeemed;
    long lastNumber;

    @Nullable
    Instant lastActivity;

    /// Until when points last at least whose expiry activity puts off.
    @Nullable
    Instant slidesUntil;

    /// Never brings it forward: what a customer has been promised stays.
    void putOff(@Nullable Instant until) {
        if (until != null && (slidesUntil == null || until.isAfter(slidesUntil))) {
            slidesUntil = until;
        }
    }

    /// What can be spent. Nothing of it while there is a debt: what comes in pays that first.
    long available() {
        return Math.max(0, balance - frozen);
    }

    void add(PointsAllocation sums) {
        balance += sums.points();
        pending += sums.pending();
        frozen += sums.frozen();
        if (Math.max(balance + pending, -balance) > MOST) {
            throw VALUE_INVALID.because("An account holds at most " + MOST + " points.", "每个账户最多 " + MOST + " 积分。");
        }
    }
}
