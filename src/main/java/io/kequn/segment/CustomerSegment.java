package io.kequn.segment;

import java.time.Instant;

/// A segment that a customer is in, and since when.
public record CustomerSegment(String key, String name, Instant since) {}
