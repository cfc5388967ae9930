package io.kequn.rulebook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.kequn.benefit.Benefit;
import io.kequn.benefit.BenefitSpec;
import io.kequn.benefit.Benefits;
import io.kequn.platform.database.Columns;
import io.kequn.publication.RuleNotation;
import io.kequn.segment.SegmentKind;
import io.kequn.segment.SegmentSpec;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/// A segment in a file of rules. Its rule is live unless `draft` is true, which saves it only. A static segment
/// has no rule, and its members are no part of the file.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SegmentDefinition(
        @Nullable String key,
        @Nullable String name,
        @Nullable String description,
        @Nullable SegmentKind kind,

        @JsonDeserialize(using = RuleNotation.class) @Description("The rule as text, or as JSON in a string") @Nullable
        String rule,

        @Nullable List<BenefitSpec> benefits,
        @JsonProperty("public") @Name("public") @Nullable Boolean isPublic,
        @Nullable Boolean draft) {
    /// `$1` is the shop's id.
    static final String SELECT = """
        select s.key, s.name, s.description, s.kind, s.public, live.rule live_rule, draft.rule draft_rule,
          case when live.number is not null then live.benefits when s.kind = 'static' then s.benefits
            else draft.benefits end benefits
        from segment s
        left join segment_version live
          on live.shop_id = s.shop_id and live.segment_id = s.id and live.number = s.live_version
        left join segment_version draft
          on draft.shop_id = s.shop_id and draft.segment_id = s.id and draft.published_at is null
        where s.shop_id = $1 and s.archived_at is null order by s.key\
        """;

    static SegmentDefinition of(Columns row) {
        var live = row.textOrNull("live_rule");
        var draft = row.textOrNull("draft_rule");
        return new SegmentDefinition(
                row.text("key"),
                row.text("name"),
                row.textOrNull("description"),
                SegmentKind.of(row.text("kind")),
                live == null ? draft : live,
                benefits(row),
                row.flag("public") ? true : null,
                (live == null && draft != null) ? true : null);
    }

    private static @Nullable List<BenefitSpec> benefits(Columns row) {
        var benefits = Benefits.read(row.textOrNull("benefits"));
        return benefits.isEmpty() ? null : benefits.stream().map(Benefit::spec).toList();
    }

    boolean waits() {
        return Boolean.TRUE.equals(draft);
    }

    SegmentSpec spec() {
        return new SegmentSpec(name, description, kind, rule, benefits, isPublic, null);
    }
}
