package io.kequn.segment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.kequn.benefit.BenefitSpec;
import io.kequn.platform.value.Patch;
import io.kequn.publication.RuleNotation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/// What a segment shall be. `rule` is text, or JSON (in GraphQL: JSON as a string); a dynamic segment needs
/// one, a static one has none. `kind` is dynamic unless said. In a change, what is absent stays and null clears.
public record SegmentSpec(
        @Nullable String name,
        @Nullable String description,
        @Nullable SegmentKind kind,

        @JsonDeserialize(using = RuleNotation.class) @Description("The rule as text, or as JSON in a string") @Nullable
        String rule,

        @Description("What its members are entitled to; published with the rule, of a static one at once") @Nullable
        List<BenefitSpec> benefits,

        @JsonProperty("public") @Name("public") @Nullable Boolean isPublic,
        @Nullable String note) {
    private static final Set<String> FIELDS =
            Set.of("name", "description", "kind", "rule", "benefits", "public", "note");

    /// All of a new segment: what is null is nothing.
    Patch<SegmentSpec> all() {
        return new Patch<>(this, FIELDS);
    }

    /// The change to what a file of rules says of a present segment. The rule is compared by what it means.
    Patch<SegmentSpec> filed(boolean newBenefits) {
        var given = new HashSet<>(Set.of("name"));
        if (description != null) {
            given.add("description");
        }
        if (isPublic != null) {
            given.add("public");
        }
        if (newBenefits) {
            given.add("benefits");
        }
        return new Patch<>(this, given);
    }
}
