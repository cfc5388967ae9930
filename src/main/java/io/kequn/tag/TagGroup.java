package io.kequn.tag;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.database.Columns;
import io.kequn.platform.graphql.Node;
import io.kequn.platform.value.Versioned;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// A group of tags as callers see it. Of the tags of an exclusive group a customer has at most one.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TagGroup(
        String key,
        String name,
        @Nullable String description,
        TagGroupKind kind,

        @Description("Whether a customer has at most one of its tags.")
        boolean exclusive,

        int version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned, Node {
    static TagGroup of(Row row) {
        return of(Columns.of(row));
    }

    static TagGroup of(Columns row) {
        return new TagGroup(
                row.text("key"),
                row.text("name"),
                row.textOrNull("description"),
                TagGroupKind.of(row.text("kind")),
                row.flag("exclusive"),
                row.count("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    @Override
    public String etag() {
        return String.valueOf(version);
    }

    @Override
    public String nodeKey() {
        return key;
    }
}
