package io.kequn.level;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Description;
import org.jspecify.annotations.Nullable;

/// What happened to a customer's level.
public record LevelHistoryEntry(
        String id,

        @Description("qualified, renewed, grace, warned, lost, assigned, released, program_changed, merged or unmerged")
        String kind,

        @Description("The key of the level before; null for none.") @Nullable
        String from,

        @Description("The key of the level after; null for none.") @Nullable
        String to,

        @Description("When it took effect.") Instant at,

        @Description("Of a warning, a grace period or a lock: when it ends.") @Nullable
        Instant endsAt,

        @Description("data, time, definition, manual, import or merge")
        String reason,

        @Description("What the one who gave the level said.") @Nullable
        String note,

        @Description("The credential that gave the level.") @Nullable
        String author,

        @Description("The request that caused it.") @Nullable
        String cause,

        @Nullable Integer programVersion) {
    static LevelHistoryEntry of(Row row) {
        var ends = row.getOffsetDateTime("ends_at");
        return new LevelHistoryEntry(
                String.valueOf(row.getLong("id")),
                row.getString("kind"),
                row.getString("from_level"),
                row.getString("to_level"),
                row.getOffsetDateTime("at").toInstant(),
                ends == null ? null : ends.toInstant(),
                row.getString("reason"),
                row.getString("note"),
                row.getString("author"),
                row.getString("cause"),
                row.getInteger("program_version"));
    }
}
