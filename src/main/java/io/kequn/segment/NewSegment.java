package io.kequn.segment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.kequn.benefit.BenefitSpec;
import io.kequn.publication.RuleNotation;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/// A segment to create; like `SegmentSpec`, with its key.
public record NewSegment(
        @Nullable String key,
        @Nullable String name,
        @Nullable String description,
        @Nullable SegmentKind kind,

        @JsonDeserialize(using = RuleNotation.class) @Description("The rule as text, or as JSON in a string") @Nullable
        String rule,

        @Description("What its members are entitled to; published with the rule, of a static one at once") @Nullable
        List<BenefitSpec> benefits,

        @JsonProperty("public") @Name("public") @Nullable Boolean isPublic,
        @Nullable String note) {
    SegmentSpec spec() {
        return new SegmentSpec(name, description, kind, rule, benefits, isPublic, note);
    }
}
