package io.kequn.customer;

import io.kequn.platform.graphql.Node;
import io.kequn.platform.value.Versioned;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of the shop's own attributes of customers; rules call it `custom.<key>`. With `allowedValues` only those can be
/// written; values from before stay. What is `personal` is stored sealed, and rules know of it only whether it equals a
/// value.
public record Attribute(
        String key,
        String name,
        @Nullable String description,
        AttributeType type,
        @Nullable List<String> allowedValues,
        boolean personal,
        Instant createdAt,
        Instant updatedAt,
        int version)
        implements Versioned, Node {
    public Attribute {
        allowedValues = allowedValues == null ? null : List.copyOf(allowedValues);
    }

    @Override
    public String etag() {
        return String.valueOf(version);
    }

    @Override
    public String nodeKey() {
        return key;
    }
}
