package io.kequn.tagrule;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.kequn.platform.database.Columns;
import io.kequn.publication.PublishedVersion;
import io.kequn.publication.RuleNotation;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// A rule that gives a tag, or has given it. It never changes; to publish it again makes a new version with the
/// same rule.
public record TagRuleVersion(
        int number,
        String rule,

        @JsonRawValue @JsonDeserialize(using = RuleNotation.class) @Description("The rule in JSON notation")
        String ruleJson,

        @Description("SHA-256 of the canonical rule; equal rules have equal hashes.")
        String hash,

        int priority,

        @Nullable @Description("The first earlier version with the same rule.")
        Integer sameRuleAs,

        boolean live,

        @Nullable @Description("The credential that wrote the rule.")
        String author,

        @Nullable String note,
        Instant publishedAt)
        implements PublishedVersion {
    static TagRuleVersion of(Row row) {
        var columns = Columns.of(row);
        return new TagRuleVersion(
                columns.count("number"),
                columns.text("rule"),
                columns.text("rule_json"),
                columns.text("hash"),
                columns.count("priority"),
                row.getInteger("same_rule_as"),
                columns.flag("live"),
                columns.textOrNull("author"),
                columns.textOrNull("note"),
                columns.instant("published_at"));
    }
}
