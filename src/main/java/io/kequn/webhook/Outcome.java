package io.kequn.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What came of sending an event once.
///
/// @param status of the answer; 0 where there was none
/// @param error why there was none
/// @param answer how its body begins
/// @param retryAfter how long the receiver wants to be left alone
record Outcome(
        Instant at,
        long millis,
        int status,
        @Nullable String error,
        @Nullable String answer,
        @Nullable Duration retryAfter) {
    private static final int GONE = 410;
    private static final Set<Integer> SLOW = Set.of(429, 502, 503, 504);

    boolean ok() {
        return status >= 200 && status < 300;
    }

    /// The receiver wants no events any more.
    boolean gone() {
        return status == GONE;
    }

    /// It is the receiver that fails rather than this event: others would fare no better.
    boolean slow() {
        return status == 0 || SLOW.contains(status);
    }

    /// Why it failed, for people; null if it did not.
    @Nullable
    String failure() {
        if (ok()) {
            return null;
        }
        return error == null ? "answered " + status : error;
    }
}
