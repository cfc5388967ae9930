package io.kequn.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// A segment in a file of rules. Its rule is live unless `draft` is true, which saves it only. A static segment has no
/// rule, and its members are no part of the file.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SegmentDefinition(
        @Nullable String key,
        @Nullable String name,
        @Nullable String description,
        @Nullable SegmentKind kind,

        @JsonDeserialize(using = RuleNotation.class) @Description("The rule as text, or as JSON in a string") @Nullable
        String rule,

        @Nullable Boolean draft) {
    boolean waits() {
        return Boolean.TRUE.equals(draft);
    }

    SegmentSpec spec() {
        return new SegmentSpec(name, description, kind, rule, null);
    }
}
