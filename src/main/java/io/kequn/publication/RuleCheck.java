package io.kequn.publication;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// A valid rule as the service understands it: canonical text, JSON notation, hash, and what its writer may not
/// have meant.
public record RuleCheck(
        String rule,

        @JsonRawValue @JsonDeserialize(using = RuleNotation.class) @Description("The rule in JSON notation")
        String ruleJson,

        String hash,
        boolean readsTime,
        List<RuleFinding> findings) {

    /// Something that is allowed but may not be meant. `pointer` is the condition's place in the JSON notation,
    /// `offer` what could be written instead, `missing` how many of all customers lack the value, where that
    /// was counted.
    public record RuleFinding(
            String code,
            String condition,
            String pointer,
            String message,
            @Nullable String offer,
            @Nullable Long missing) {}
}
