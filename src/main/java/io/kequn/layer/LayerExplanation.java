package io.kequn.layer;

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

/// Why a customer is in its layer of a set. `stored` is the layer that the customer is in, null for none,
/// `verdict` the one that the rules say at `evaluatedAt`; the two differ only while a build has not reached the
/// customer yet, and for a draft. `layers` are those that were tried, in their order: all before the verdict,
/// which do not hold, and the verdict; none of an archived set.
public record LayerExplanation(
        String layerSet,
        UUID customerId,
        SegmentStatus status,
        boolean draft,
        @Nullable String stored,

        @Description("The layer that the rules say; null of an archived set, in which nobody is.") @Nullable
        String verdict,

        @Nullable Integer version,
        Instant evaluatedAt,
        String timeZone,

        @Description("Since when the customer is in the stored layer, or is in none any more.") @Nullable
        Instant since,

        @Description("The layer that the customer was in before; null for none.") @Nullable
        String movedFrom,

        @Nullable MembershipCause cause,
        List<TriedLayer> layers) {
    public LayerExplanation {
        layers = List.copyOf(layers);
    }

    /// A layer, and whether its rule holds; the residual layer has none and always does. `flips` are the
    /// nearest changes that together turn that: of a layer before the verdict what brings the customer into
    /// this layer or one before it, of the verdict what drops the customer out of it. Null where none is known,
    /// and then `unflippable` says why.
    public record TriedLayer(
            String key,
            String name,
            boolean holds,
            @Nullable RuleNode rule,
            @Nullable List<VerdictChange> flips,
            @Nullable Unflippable unflippable) {
        public TriedLayer {
            flips = flips == null ? null : List.copyOf(flips);
        }
    }
}
