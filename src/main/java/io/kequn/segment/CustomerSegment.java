package io.kequn.segment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A segment that a customer is in, and since when. `override` is there where people have decided it.
public record CustomerSegment(
        String key, String name, Instant since, @Nullable MemberOverride override) {}
