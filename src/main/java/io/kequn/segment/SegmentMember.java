package io.kequn.segment;

import io.kequn.customer.Customer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A customer in a segment, and since when. `override` is there where people have decided it.
public record SegmentMember(
        Customer customer, Instant since, @Nullable MemberOverride override) {}
