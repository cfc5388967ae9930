package io.kequn.tag;

import io.kequn.platform.database.Sql;
import io.vertx.core.json.JsonArray;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tags of one customer as a column of the customer's own select.
public final class CardTags {
    /// For `customer c` of the shop `$1`.
    public static final String SELECT = """
        (select json_agg(json_build_array(t.key, t.name, t.color, g.key, ct.source, ct.assigned_at, ct.expires_at,
             t.public)
             order by t.key)
           from customer_tag ct
           join tag t on t.id = ct.tag_id and t.shop_id = $1 and not t.deleting
           left join tag_group g on g.id = t.group_id
           where ct.shop_id = $1 and ct.customer_id = c.id) tags\
        """;

    private CardTags() {}

    /// The tags by key.
    public static List<AssignedTag> of(Row row) {
        @Nullable JsonArray tags = row.getJsonArray("tags");
        return tags == null
                ? List.of()
                : tags.stream().map(JsonArray.class::cast).map(CardTags::tag).toList();
    }

    /// Those that the customer may know of.
    public static List<AssignedTag> ofPublic(Row row) {
        @Nullable JsonArray tags = row.getJsonArray("tags");
        return tags == null
                ? List.of()
                : tags.stream()
                        .map(JsonArray.class::cast)
                        .filter(tag -> tag.getBoolean(7))
                        .map(CardTags::tag)
                        .toList();
    }

    private static AssignedTag tag(JsonArray tag) {
        @Nullable String expires = tag.getString(6);
        return new AssignedTag(
                tag.getString(0),
                tag.getString(1),
                tag.getString(2),
                tag.getString(3),
                AssignmentSource.of(tag.getString(4)),
                Sql.instant(tag.getString(5)),
                expires == null ? null : Sql.instant(expires));
    }
}
