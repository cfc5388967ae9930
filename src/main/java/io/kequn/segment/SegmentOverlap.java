package io.kequn.segment;

import java.util.List;

/// How many customers segments share: the size of each, and of each two in the order asked the customers in both.
public record SegmentOverlap(List<SegmentSize> segments, List<PairOverlap> pairs) {
    public SegmentOverlap {
        segments = List.copyOf(segments);
        pairs = List.copyOf(pairs);
    }

    public record SegmentSize(String key, String name, long memberCount) {}

    public record PairOverlap(String segment, String other, long count) {}
}
