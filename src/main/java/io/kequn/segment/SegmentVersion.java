package io.kequn.segment;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.kequn.benefit.Benefit;
import io.kequn.benefit.Benefits;
import io.kequn.platform.database.Columns;
import io.kequn.publication.PublishedVersion;
import io.kequn.publication.RuleNotation;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// One rule of a segment, with what members are entitled to by it: the live one, one that was, or the draft
/// that waits, which alone has no `publishedAt`. What was published never changes; an earlier version becomes
/// live again by being published again.
public record SegmentVersion(
        int number,
        String rule,

        @JsonRawValue @JsonDeserialize(using = RuleNotation.class) @Description("The rule in JSON notation")
        String ruleJson,

        @Description("SHA-256 of the canonical rule; equal rules have equal hashes.")
        String hash,

        @Nullable @Description("The first earlier version with the same rule.")
        Integer sameRuleAs,

        @Description("What members are entitled to by this version.")
        List<Benefit> benefits,

        boolean live,

        @Nullable @Description("The credential that wrote the rule.")
        String author,

        @Nullable String note,
        Instant createdAt,

        @Nullable @Description("When it was first published; null for the draft.")
        Instant publishedAt)
        implements PublishedVersion {
    public SegmentVersion {
        benefits = List.copyOf(benefits);
    }

    static SegmentVersion of(Row row) {
        var columns = Columns.of(row);
        return new SegmentVersion(
                columns.count("number"),
                columns.text("rule"),
                columns.text("rule_json"),
                columns.text("hash"),
                row.getInteger("same_rule_as"),
                Benefits.read(columns.textOrNull("benefits")),
                columns.flag("live"),
                columns.textOrNull("author"),
                columns.textOrNull("note"),
                columns.instant("created_at"),
                columns.instantOrNull("published_at"));
    }
}
