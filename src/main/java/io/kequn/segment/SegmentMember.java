package io.kequn.segment;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A customer in a segment, and since when. `override` is there where people have decided it.
public record SegmentMember(
        UUID customerId, Instant since, @Nullable MemberOverride override) {}
