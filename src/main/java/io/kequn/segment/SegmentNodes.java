package io.kequn.segment;

import io.kequn.platform.graphql.NodeResolver;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/// Finds segments by their global ids.
@Singleton
class SegmentNodes implements NodeResolver {
    private final SegmentService segments;

    SegmentNodes(SegmentService segments) {
        this.segments = segments;
    }

    @Override
    public String type() {
        return "Segment";
    }

    @Override
    public Uni<List<Segment>> find(List<String> keys) {
        return segments.byKeys(keys);
    }
}
