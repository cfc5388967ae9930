package io.kequn.rulebook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.database.Columns;
import io.kequn.tag.TagGroupKind;
import io.kequn.tag.TagGroupSpec;
import org.jspecify.annotations.Nullable;

/// A group of tags in a file of rules. A new one is `custom` and not exclusive unless said.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TagGroupDefinition(
        @Nullable String key,
        @Nullable String name,
        @Nullable String description,
        @Nullable TagGroupKind kind,
        @Nullable Boolean exclusive) {
    /// `$1` is the shop's id.
    static final String SELECT = """
        select key, name, description, kind, exclusive from tag_group where shop_id = $1 order by key\
        """;

    static TagGroupDefinition of(Columns row) {
        return new TagGroupDefinition(
                row.text("key"),
                row.text("name"),
                row.textOrNull("description"),
                TagGroupKind.of(row.text("kind")),
                row.flag("exclusive"));
    }

    TagGroupSpec spec() {
        return new TagGroupSpec(name, description, kind, exclusive);
    }
}
