package io.kequn.customer;

import io.kequn.platform.database.Columns;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Id;
import org.jspecify.annotations.Nullable;

/// Who was merged into whom, when and by whom, and whether it was undone.
public record CustomerMerger(
        @Id UUID id,

        @Description("Who was merged.") UUID from,

        @Description("Who survived.") UUID into,

        Instant at,

        @Description("The credential that merged the two.") String by,

        @Description("Until when it can be undone.") Instant undoableUntil,

        @Nullable Instant undoneAt,

        @Nullable @Description("The credential that undid it.")
        String undoneBy) {
    static final String COLUMNS = """
        m.id, m.customer_id, m.merged_id, m.merged_at, m.merged_by, m.undoable_until, m.undone_at, m.undone_by\
        """;

    static CustomerMerger of(Row row) {
        var columns = Columns.of(row);
        return new CustomerMerger(
                row.getUUID("id"),
                row.getUUID("merged_id"),
                row.getUUID("customer_id"),
                columns.instant("merged_at"),
                columns.text("merged_by"),
                columns.instant("undoable_until"),
                columns.instantOrNull("undone_at"),
                columns.textOrNull("undone_by"));
    }

    Merger merger() {
        return new Merger(id, from, into);
    }
}
