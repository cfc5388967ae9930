package io.kequn.points;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The sums of a customer's lots, in memory while a transaction changes them. `earned` and `redeemed` are of
/// all time, less what was taken or given back.
final class Account {
    long balance;
    long pending;
    long frozen;
    long expiring;
    long earned;
    long redeemed;
    long lastNumber;

    @Nullable
    Instant lastActivity;

    /// What can be spent. Nothing of it while there is a debt: what comes in pays that first.
    long available() {
        return Math.max(0, balance - frozen);
    }
}
