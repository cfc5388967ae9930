package io.kequn.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an attribute shall be. The type never changes once the attribute is there.
public record AttributeSpec(
        String name,
        @Nullable String description,
        AttributeType type,
        @Nullable List<String> allowedValues) {}
