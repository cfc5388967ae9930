package io.kequn.me;

import io.kequn.segment.CustomerSegment;
import java.time.Instant;

/// A public segment that the customer is in.
public record MySegment(String key, String name, Instant since) {
    static MySegment of(CustomerSegment segment) {
        return new MySegment(segment.key(), segment.name(), segment.since());
    }
}
