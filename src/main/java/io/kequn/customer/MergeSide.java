package io.kequn.customer;

import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Scope;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What one of two customers has, before they are merged or after. What the caller may not read is null.
public record MergeSide(
        List<Identity> identities,
        @Nullable Integer orders,
        @Nullable Integer refunds,
        @Nullable Integer events,

        @Nullable @Description("The keys of the tags.") List<String> tags,

        @Nullable @Description("The keys of the segments.") List<String> segments,

        @Nullable @Description("The layer in each layer set.")
        List<MergePlace> layers,

        @Nullable @Description("The level in each level program.")
        List<MergePlace> levels,

        @Nullable MergePoints points) {
    public MergeSide {
        identities = List.copyOf(identities);
        tags = tags == null ? null : List.copyOf(tags);
        segments = segments == null ? null : List.copyOf(segments);
        layers = layers == null ? null : List.copyOf(layers);
        levels = levels == null ? null : List.copyOf(levels);
    }

    MergeSide shownTo(Caller caller) {
        return new MergeSide(
                identities,
                shown(caller, Scope.ORDERS_READ, orders),
                shown(caller, Scope.ORDERS_READ, refunds),
                shown(caller, Scope.EVENTS_READ, events),
                shown(caller, Scope.TAGS_READ, tags),
                shown(caller, Scope.SEGMENTS_READ, segments),
                shown(caller, Scope.SEGMENTS_READ, layers),
                shown(caller, Scope.LEVELS_READ, levels),
                shown(caller, Scope.POINTS_READ, points));
    }

    private static <T> @Nullable T shown(Caller caller, Scope scope, @Nullable T value) {
        return caller.scopes().contains(scope) ? value : null;
    }
}
