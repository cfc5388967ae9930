package io.kequn.timetravel;

import java.time.Instant;
import java.util.List;

/// What a customer was in at an instant: what the service had committed by then, not what hindsight says. Each
/// list is ordered by key; what has been deleted since is left out.
public record PastMemberships(
        Instant asOf, List<PastMembership> segments, List<PastMembership> tags, List<PastLayer> layers) {
    public PastMemberships {
        segments = List.copyOf(segments);
        tags = List.copyOf(tags);
        layers = List.copyOf(layers);
    }
}
