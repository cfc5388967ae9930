package io.kequn.segment;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What a segment shall be. `rule` is text, or JSON (in GraphQL: JSON as a string); a dynamic segment needs
/// one, a static one has none. `kind` is dynamic unless said. Null leaves a present value as it is.
public record SegmentSpec(
        @Nullable String name,
        @Nullable String description,
        @Nullable SegmentKind kind,

        @JsonDeserialize(using = RuleNotation.class) @Description("The rule as text, or as JSON in a string") @Nullable
        String rule,

        @Nullable String note) {}
