package io.kequn.tagrule;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.kequn.publication.RuleNotation;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// A rule as callers give it to a tag, in either notation; `priority` is 0 unless said. `note` says why, for the
/// history of the rule.
public record TagRuleSpec(
        @JsonDeserialize(using = RuleNotation.class) @Description("The rule as text, or as JSON in a string") @Nullable
        String rule,

        @Nullable Integer priority,
        @Nullable String note) {}
