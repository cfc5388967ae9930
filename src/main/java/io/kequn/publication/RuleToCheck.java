package io.kequn.publication;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.jspecify.annotations.Nullable;

/// A rule as text or JSON (in GraphQL: JSON as a string).
public record RuleToCheck(
        @JsonDeserialize(using = RuleNotation.class) @Nullable
        String rule) {}
