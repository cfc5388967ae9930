package io.kequn.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kequn.platform.database.Columns;
import io.kequn.platform.graphql.Node;
import io.kequn.platform.value.Versioned;
import io.kequn.stream.ChangeFilter;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.jspecify.annotations.Nullable;

/// A webhook as callers see it, without its secret.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Webhook(
        @Name("uuid") UUID id,
        String url,
        @Nullable String description,
        ChangeFilter filter,

        @Description("The types of events that it gets.") List<String> types,

        @Description("Whether it is told when another webhook is disabled.")
        boolean notices,

        @Description("Whether anything is sent to it.") boolean enabled,
        @Nullable DisabledReason disabledReason,
        @Nullable Instant disabledAt,
        WebhookProgress progress,
        int version,
        Instant createdAt,
        Instant updatedAt)
        implements Versioned, Node {
    public Webhook {
        types = List.copyOf(types);
    }

    static Webhook of(Row row) {
        return of(Columns.of(row));
    }

    static Webhook of(Columns row) {
        var reason = reason(row);
        return new Webhook(
                UUID.fromString(row.text("public_id")),
                row.text("url"),
                row.textOrNull("description"),
                Selections.filter(row.text("filter")),
                Selections.types(row.text("types")),
                row.flag("notices"),
                reason == null,
                reason,
                row.instantOrNull("disabled_at"),
                WebhookProgress.of(row),
                row.count("version"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }

    private static @Nullable DisabledReason reason(Columns row) {
        if (!row.flag("enabled")) {
            return DisabledReason.MANUAL;
        }
        @Nullable String stored = row.textOrNull("disabled_reason");
        return stored == null ? null : DisabledReason.of(stored);
    }

    /// What is sent changes all the time without making another version.
    @Override
    public String etag() {
        return version + "." + Integer.toHexString(Objects.hash(enabled, disabledReason, progress));
    }

    @Override
    public String nodeKey() {
        return id.toString();
    }
}
