package io.kequn.level;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a customer stands in a program. Levels are ranks, 0 is none.
///
/// @param since when the customer got the level
/// @param periodEnd when the customer has to qualify for it again; null: never, or always
/// @param graceEnd when the level is lost that the customer does not qualify for; null: the customer does
/// @param waiting an upgrade that has not taken effect; null: none
/// @param lock a level given by hand; null: the rules decide
/// @param warned how many of the policy's warnings were given of the present end
record Standing(
        int level,
        Instant since,
        @Nullable Instant periodEnd,
        @Nullable Instant graceEnd,
        @Nullable Waiting waiting,
        @Nullable Lock lock,
        int warned) {

    record Waiting(int level, Instant at) {}

    /// Until null: until it is taken back.
    record Lock(@Nullable Instant until) {}

    Standing withEnd(@Nullable Instant end) {
        return new Standing(level, since, end, graceEnd, waiting, lock, 0);
    }

    /// Of a new period, in which neither grace nor a lock holds.
    Standing withPeriod(@Nullable Instant end) {
        return new Standing(level, since, end, null, waiting, null, 0);
    }

    Standing withGrace(@Nullable Instant end) {
        return new Standing(level, since, periodEnd, end, waiting, lock, 0);
    }

    Standing withWaiting(@Nullable Waiting upgrade) {
        return new Standing(level, since, periodEnd, graceEnd, upgrade, lock, warned);
    }

    Standing withWarned(int count) {
        return new Standing(level, since, periodEnd, graceEnd, waiting, lock, count);
    }

    /// When the present level can be lost; null: not at a time that is known.
    @Nullable
    Instant end() {
        if (lock != null) {
            return lock.until;
        }
        return graceEnd != null ? graceEnd : periodEnd;
    }
}
