package io.kequn.customer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What a merger does, or would do.
///
/// @param id of the merger, by which it can be undone
public record MergeReport(
        @Nullable @Description("By which it can be undone; null of a dry run.")
        UUID id,

        @Description("Until when it can be undone.") Instant undoableUntil,

        @Description("Who was merged.") UUID from,

        @Description("The survivor.") UUID into,

        @Description("Fields in which the two differ: the survivor's value stays.")
        List<MergeConflict> conflicts,

        @Description("Consents about which they have not said the same.")
        List<MergeConsent> consents,

        @Description("What the one that is merged had; orders, refunds and events go over.")
        MergeSide fromBefore,

        @Description("What the survivor had.") MergeSide intoBefore,

        @Description("What the survivor has.") MergeSide after) {
    public MergeReport {
        conflicts = List.copyOf(conflicts);
        consents = List.copyOf(consents);
    }
}
