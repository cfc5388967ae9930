package io.kequn.customer;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;

/// What a merger does, or would do.
public record MergeReport(
        @Description("Who was merged.") UUID from,

        @Description("The survivor.") UUID into,

        @Description("Fields in which the two differ: the survivor's value stays.")
        List<MergeConflict> conflicts,

        @Description("Consents about which they have not said the same.")
        List<MergeConsent> consents,

        @Description("The identities that go over.") List<Identity> identities,

        @Description("What the one that is merged had; orders, refunds and events go over.")
        MergeSide fromBefore,

        @Description("What the survivor had.") MergeSide intoBefore,

        @Description("What the survivor has.") MergeSide after) {
    public MergeReport {
        conflicts = List.copyOf(conflicts);
        consents = List.copyOf(consents);
        identities = List.copyOf(identities);
    }
}
