package io.kequn.imports;

import io.kequn.crypto.Keys;
import io.kequn.crypto.Place;
import io.kequn.platform.keys.Resealed;
import io.kequn.platform.keys.SealedRows;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Files, the rows of them that wait, and the rows with errors.
@Singleton
class SealedFileRows {
    private static final SealedRows.KeyColumn JOB = new SealedRows.KeyColumn("job_id", "uuid");
    private static final SealedRows.KeyColumn LINE = new SealedRows.KeyColumn("line", "bigint");

    private static final int ROWS_AT_ONCE = 500;
    private static final int PIECES_AT_ONCE = 16;

    @FunctionalInterface
    private interface Placed {
        Place of(int shop, Row row);
    }

    private record Content(String table, List<KeyColumn> key, int atOnce, Placed placed) implements SealedRows {
        Content {
            key = List.copyOf(key);
        }

        @Override
        public List<String> columns() {
            return List.of("content");
        }

        @Override
        public Optional<List<@Nullable Object>> renewed(Keys keys, int shop, Row row) {
            return Resealed.bytes(keys.sealer(), row.getBuffer("content").getBytes(), placed.of(shop, row));
        }
    }

    @Produces
    @Singleton
    SealedRows pieces() {
        return new Content(
                "import_chunk",
                List.of(JOB, new SealedRows.KeyColumn("number", "int")),
                PIECES_AT_ONCE,
                (shop, row) -> SealedFiles.piece(shop, row.getUUID("job_id"), row.getInteger("number")));
    }

    @Produces
    @Singleton
    SealedRows rows() {
        return new Content(
                "import_row",
                List.of(JOB, new SealedRows.KeyColumn("group_key", "text"), LINE),
                ROWS_AT_ONCE,
                (shop, row) ->
                        SealedFiles.row(shop, row.getUUID("job_id"), row.getString("group_key"), row.getLong("line")));
    }

    @Produces
    @Singleton
    SealedRows errors() {
        return new Content(
                "import_error",
                List.of(
                        JOB,
                        LINE,
                        new SealedRows.KeyColumn("code", "text"),
                        new SealedRows.KeyColumn("column_name", "text")),
                ROWS_AT_ONCE,
                (shop, row) -> SealedFiles.fault(shop, row.getUUID("job_id"), row.getLong("line")));
    }
}
