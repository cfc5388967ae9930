package io.kequn.segment;

import java.time.Instant;
import java.util.UUID;

/// A customer in a segment, and since when.
public record SegmentMember(UUID customerId, Instant since) {}
