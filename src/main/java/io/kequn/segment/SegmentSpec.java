package io.kequn.segment;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.kequn.platform.value.Patch;
import io.kequn.publication.RuleNotation;
import java.util.Set;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What a segment shall be. `rule` is text, or JSON (in GraphQL: JSON as a string); a dynamic segment needs
/// one, a static one has none. `kind` is dynamic unless said. In a change, what is absent stays and null clears.
public record SegmentSpec(
        @Nullable String name,
        @Nullable String description,
        @Nullable SegmentKind kind,

        @JsonDeserialize(using = RuleNotation.class) @Description("The rule as text, or as JSON in a string") @Nullable
        String rule,

        @Nullable String note) {
    private static final Set<String> FIELDS = Set.of("name", "description", "kind", "rule", "note");

    /// All of a new segment: what is null is nothing.
    Patch<SegmentSpec> all() {
        return new Patch<>(this, FIELDS);
    }

    /// The change to what a file of rules says of a present segment. The rule is compared by what it means.
    Patch<SegmentSpec> filed() {
        return new Patch<>(this, description == null ? Set.of("name") : Set.of("name", "description"));
    }
}
