package io.kequn.segment;

import io.kequn.publication.SegmentStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// Whether a customer is in each of some segments, in the order asked. `unknown` are the keys that name no
/// segment.
public record CustomerMembership(
        UUID customerId,
        List<SegmentMembership> memberships,
        @Description("The keys that name no segment.") List<String> unknown) {
    public CustomerMembership {
        memberships = List.copyOf(memberships);
        unknown = List.copyOf(unknown);
    }

    /// `version` is the rule that is live; while the segment is building, the stored membership may still be of
    /// the one before.
    public record SegmentMembership(
            String segment,
            String name,
            SegmentStatus status,
            boolean member,
            @Nullable Instant since,
            @Nullable Integer version) {}
}
