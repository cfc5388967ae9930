package io.kequn.rulebook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.kequn.platform.database.Columns;
import io.kequn.publication.RuleNotation;
import io.kequn.tag.TagSpec;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/// A tag in a file of rules, with the rule that gives it if there is one; `priority` is the rule's. Who has the
/// tag is no part of the file.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TagDefinition(
        @Nullable String key,
        @Nullable String name,
        @Nullable String description,
        @Nullable String color,
        @Nullable String groupKey,
        @JsonProperty("public") @Name("public") @Nullable Boolean isPublic,

        @JsonDeserialize(using = RuleNotation.class) @Description("The rule as text, or as JSON in a string") @Nullable
        String rule,

        @Nullable Integer priority) {
    /// `$1` is the shop's id.
    static final String SELECT = """
        select t.key, t.name, t.description, t.color, g.key group_key, t.public, r.rule, r.priority
        from tag t
        left join tag_group g on g.shop_id = t.shop_id and g.id = t.group_id
        left join tag_rule r on r.shop_id = t.shop_id and r.tag_id = t.id and t.automatic
        where t.shop_id = $1 and not t.deleting order by t.key\
        """;

    /// A priority of 0 is not told.
    static TagDefinition of(Columns row) {
        var priority = row.numberOrNull("priority");
        return new TagDefinition(
                row.text("key"),
                row.text("name"),
                row.textOrNull("description"),
                row.textOrNull("color"),
                row.textOrNull("group_key"),
                row.flag("public") ? true : null,
                row.textOrNull("rule"),
                priority == null || priority == 0 ? null : priority.intValue());
    }

    TagSpec spec() {
        return new TagSpec(name, description, color, groupKey, isPublic);
    }
}
