package io.kequn.segment;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// One rule of a segment: the live one, one that was, or the draft that waits, which alone has no `publishedAt`. What
/// was published never changes; an earlier version becomes live again by being published again.
public record SegmentVersion(
        int number,
        String rule,

        @JsonRawValue @JsonDeserialize(using = RuleNotation.class) @Description("The rule in JSON notation")
        String ruleJson,

        @Description("SHA-256 of the canonical rule; equal rules have equal hashes.")
        String hash,

        @Nullable @Description("The first earlier version with the same rule.")
        Integer sameRuleAs,

        boolean live,

        @Nullable @Description("The credential that wrote the rule.")
        String author,

        @Nullable String note,
        Instant createdAt,

        @Nullable @Description("When it was first published; null for the draft.")
        Instant publishedAt) {}
