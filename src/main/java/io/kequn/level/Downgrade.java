package io.kequn.level;

import java.time.Period;
import org.jspecify.annotations.Nullable;

/// What becomes of customers who do not qualify for their level any more when they have to.
///
/// @param grace how long they keep it all the same; whoever qualifies again meanwhile keeps it; null: not at all
record Downgrade(Kind kind, @Nullable Period grace) {
    enum Kind {
        /// They keep it.
        NONE,
        /// They get the level that they qualify for.
        REASSESS,
        /// They get the next lower level, or the one that they qualify for where that is higher.
        ONE_STEP
    }

    /// The level after one is lost, both by rank.
    int target(int level, int qualified) {
        return switch (kind) {
            case NONE -> level;
            case REASSESS -> qualified;
            case ONE_STEP -> Math.max(qualified, level - 1);
        };
    }
}
