package io.kequn.level;

import io.kequn.explanation.SegmentExplanation.MembershipCause;
import io.kequn.explanation.SegmentExplanation.RuleNode;
import io.kequn.explanation.SegmentExplanation.Unflippable;
import io.kequn.explanation.SegmentExplanation.VerdictChange;
import io.kequn.publication.SegmentStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// Why a customer qualifies for a level and for none above it. `verdict` is the level that the rules say at
/// `evaluatedAt`, null for none; `stored` the level that the customer has, which may be another one, since terms
/// keep levels and let upgrades wait, and people give them.
public record LevelExplanation(
        String levelProgram,
        UUID customerId,
        SegmentStatus status,
        boolean draft,

        @Description("The level that the customer has; null for none.") @Nullable
        String stored,

        @Description("The level that the customer is known to qualify for; differs from the verdict only while a build"
                + " has not reached the customer, and for a draft.")
        @Nullable
        String qualifiesFor,

        @Description("The level that the rules say; null for none.") @Nullable
        String verdict,

        @Nullable Integer version,
        Instant evaluatedAt,
        String timeZone,

        @Description("Since when the customer has the stored level.") @Nullable
        Instant since,

        @Description("The level that the customer had before; null for none.") @Nullable
        String movedFrom,

        @Nullable MembershipCause cause,

        @Description("The levels that were tried, from the highest down to the verdict.")
        List<TriedLevel> levels) {
    public LevelExplanation {
        levels = List.copyOf(levels);
    }

    /// A level, and whether its rule holds; one that asks for nothing has none and always does. `flips` are the
    /// nearest changes that together turn that, null where none is known, and then `unflippable` says why.
    public record TriedLevel(
            String key,
            String name,
            int rank,
            boolean holds,
            @Nullable RuleNode rule,
            @Nullable List<VerdictChange> flips,
            @Nullable Unflippable unflippable) {
        public TriedLevel {
            flips = flips == null ? null : List.copyOf(flips);
        }
    }
}
