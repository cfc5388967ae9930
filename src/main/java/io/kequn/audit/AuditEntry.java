package io.kequn.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// One thing that somebody has done. It names persons by their ids only, and holds no secret.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AuditEntry(
        @Name("uuid") UUID id,
        Instant recordedAt,
        AuditActor actor,

        @Schema(description = "`X-Request-Id` of the request.") @Description("`X-Request-Id` of the request.") @Nullable
        String requestId,

        AuditOperation operation,

        @Schema(examples = "segment") String resource,

        @Schema(description = "Its key or id.") @Description("Its key or id.") @Nullable
        String resourceId,

        @Schema(
                type = SchemaType.OBJECT,
                additionalProperties = Object.class,
                description = "What it was; of an update only what differs. Null where it is new.")
        @Description("What it was; of an update only what differs. Null where it is new.")
        @Nullable
        Object before,

        @Schema(
                type = SchemaType.OBJECT,
                additionalProperties = Object.class,
                description = "What it became; of an update only what differs. Null where it is gone.")
        @Description("What it became; of an update only what differs. Null where it is gone.")
        @Nullable
        Object after,

        @Schema(description = "Of whom; of lists the first 20.") @Description("Of whom; of lists the first 20.")
        List<UUID> customerIds,

        @Schema(description = "How many customers it was about.") @Description("How many customers it was about.")
        int customers) {
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z])");

    public AuditEntry {
        customerIds = List.copyOf(customerIds);
    }

    static AuditEntry of(Row row) {
        var customers = row.getInteger("customers");
        var ids = row.getArrayOfUUIDs("customer_ids");
        return new AuditEntry(
                row.getUUID("id"),
                row.getOffsetDateTime("recorded_at").toInstant(),
                new AuditActor(
                        AuditActor.Kind.of(row.getString("actor_kind")),
                        row.getString("actor"),
                        row.getString("actor_name")),
                row.getString("request_id"),
                AuditOperation.of(row.getString("operation")),
                row.getString("resource"),
                row.getString("resource_id"),
                content(row.getString("before")),
                content(row.getString("after")),
                ids == null ? List.of() : List.of(ids),
                customers == null ? 0 : customers);
    }

    /// With names as the rest of the API writes them.
    private static @Nullable Map<String, Object> content(@Nullable String json) {
        if (json == null) {
            return null;
        }
        var named = new LinkedHashMap<String, Object>();
        new JsonObject(json).getMap().forEach((column, value) -> named.put(name(column), value));
        return named;
    }

    private static String name(String column) {
        return UNDERSCORE.matcher(column).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }
}
