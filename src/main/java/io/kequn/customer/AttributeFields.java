package io.kequn.customer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can change on an attribute; null clears the description and the list of values.
public record AttributeFields(
        @Nullable String name,
        @Nullable String description,
        @Nullable List<String> allowedValues) {}
