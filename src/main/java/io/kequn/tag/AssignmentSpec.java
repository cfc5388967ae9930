package io.kequn.tag;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How one tag is given to one customer: until when, null for good; `source` is `api` unless said.
public record AssignmentSpec(
        @Nullable Instant expiresAt, @Nullable AssignmentSource source) {
    static final AssignmentSpec PLAIN = new AssignmentSpec(null, null);
}
