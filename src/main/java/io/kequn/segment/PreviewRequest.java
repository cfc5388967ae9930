package io.kequn.segment;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.kequn.publication.RuleNotation;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// A rule to try, saved or not. With `segment`, it is compared with the members that this segment has.
public record PreviewRequest(
        @JsonDeserialize(using = RuleNotation.class) @Description("The rule as text, or as JSON in a string") @Nullable
        String rule,

        @Nullable String segment) {}
