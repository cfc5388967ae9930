package io.kequn.segment;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.kequn.benefit.Benefit;
import io.kequn.platform.graphql.Node;
import io.kequn.platform.value.Versioned;
import io.kequn.publication.Progress;
import io.kequn.publication.RuleNotation;
import io.kequn.publication.SegmentStatus;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/// A named group of customers. `rule` is the published rule in canonical text, or the draft if none was ever
/// published; `draft` is a newer rule that waits to be published. Static segments have neither. `memberCount`
/// is exact, and `benefits` are what members are entitled to.
public record Segment(
        String key,
        String name,
        @Nullable String description,
        SegmentKind kind,
        SegmentStatus status,
        @Nullable String rule,

        @JsonRawValue @JsonDeserialize(using = RuleNotation.class) @Description("The rule in JSON notation") @Nullable
        String ruleJson,

        @Nullable String draft,
        @Nullable Integer liveVersion,

        @Description("What members are entitled to; of a draft that was never published, would be.")
        List<Benefit> benefits,

        @Description("Those of the draft that waits to be published; null without one.") @Nullable
        List<Benefit> draftBenefits,

        @JsonProperty("public")
        @Name("public")
        @Description("Whether customers may see of themselves that they are in it.")
        boolean isPublic,

        long memberCount,
        @Nullable Progress progress,
        int version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant archivedAt)
        implements Versioned, Node {
    public Segment {
        benefits = List.copyOf(benefits);
        draftBenefits = draftBenefits == null ? null : List.copyOf(draftBenefits);
    }

    @Override
    @Ignore
    public String etag() {
        return status.etag(version, memberCount, progress);
    }

    @Override
    public String nodeKey() {
        return key;
    }
}
