package io.kequn.tag;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.kequn.platform.database.Columns;
import io.kequn.platform.graphql.Node;
import io.kequn.platform.value.Versioned;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/// A tag as callers see it. `customerCount` is counted as it is read, in lists only when asked for.
@Description("A mark that customers carry.")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Tag(
        String key,
        String name,
        @Nullable String description,
        @Nullable @Description("As `#rrggbb`.") String color,
        @Nullable String groupKey,

        @Description("Whether a rule gives it to customers, beside what people decide.")
        boolean automatic,

        @JsonProperty("public")
        @Name("public")
        @Description("Whether customers may see of themselves that they have it.")
        boolean isPublic,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Ignore @Nullable
        Long customerCount,

        int version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned, Node {
    static Tag of(Row row) {
        return of(Columns.of(row));
    }

    static Tag of(Columns row) {
        return new Tag(
                row.text("key"),
                row.text("name"),
                row.textOrNull("description"),
                row.textOrNull("color"),
                row.textOrNull("group_key"),
                row.flag("automatic"),
                row.flag("public"),
                row.numberOrNull("customers"),
                row.count("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    /// The count changes without a new version, and is part of what a reader may keep.
    @Override
    public String etag() {
        return customerCount == null ? String.valueOf(version) : version + "." + customerCount;
    }

    @Override
    public String nodeKey() {
        return key;
    }
}
