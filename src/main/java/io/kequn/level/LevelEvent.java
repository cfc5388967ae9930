package io.kequn.level;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What happened to a customer's level at an instant; ranks, 0 is none. What `from` and `to` have in common: the
/// level stays.
///
/// @param end of a warning or a grace period: when the level will be lost
record LevelEvent(
        Kind kind, int from, int to, Instant at, @Nullable Instant end) {
    enum Kind {
        /// The first level in the program.
        ENROLLED,
        QUALIFIED,
        /// Kept for another period.
        RENEWED,
        /// Kept though not qualified for, until `end`.
        GRACE,
        /// On course to be lost at `end`.
        WARNED,
        /// Not qualified for when that was due.
        LOST,
        /// Given by hand.
        ASSIGNED,
        /// Given by hand before; the rules decide again.
        RELEASED,
        /// Another version of the program does not have it any more.
        PROGRAM_CHANGED,
        /// Taken over from a customer who was merged into this one.
        MERGED,
        /// The merger was undone: the level is the one of before.
        UNMERGED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
