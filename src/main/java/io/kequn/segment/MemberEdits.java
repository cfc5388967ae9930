package io.kequn.segment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Customers to put on and to take off a static segment's list, by id or `{source}:{externalId}`; at most 1,000 in all.
public record MemberEdits(
        @Nullable List<String> add, @Nullable List<String> remove) {}
