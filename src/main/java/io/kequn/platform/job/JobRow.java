package io.kequn.platform.job;

import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of `job` as the runner sees it.
record JobRow(
        UUID id,
        String kind,
        JobStatus status,
        JsonObject parameters,
        JsonObject state,
        @Nullable Long total,
        long done,
        long failed,
        @Nullable String error,
        boolean cancelRequested,
        @Nullable UUID leaseOwner,
        int attempts,
        OffsetDateTime createdAt,
        @Nullable OffsetDateTime startedAt,
        @Nullable OffsetDateTime finishedAt) {
    static final String COLUMNS = """
        id, kind, status, parameters, state, total, done, failed, error, cancel_requested, lease_owner, attempts,
        created_at, started_at, finished_at\
        """;

    static JobRow of(Row row) {
        return new JobRow(
                row.getUUID("id"),
                row.getString("kind"),
                JobStatus.of(row.getString("status")),
                row.getJsonObject("parameters"),
                row.getJsonObject("state"),
                row.getLong("total"),
                row.getLong("done"),
                row.getLong("failed"),
                row.getString("error"),
                row.getBoolean("cancel_requested"),
                row.getUUID("lease_owner"),
                row.getInteger("attempts"),
                row.getOffsetDateTime("created_at"),
                row.getOffsetDateTime("started_at"),
                row.getOffsetDateTime("finished_at"));
    }
}
