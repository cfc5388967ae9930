package io.kequn.imports;

import io.kequn.crypto.Keys;
import io.kequn.crypto.Place;
import io.kequn.crypto.StoredData;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/// Files of imports and their rows that were stored in clear. What is sealed stands in columns of its own,
/// which take the place of the others after this.
@Singleton
class StoredFiles implements StoredData {
    private static final int AT_ONCE = 200;
    private static final String ROWS =
            "select ctid::text as place, shop_id, job_id, group_key, line, content::text as content from import_row";
    private static final String ERRORS = "select ctid::text as place, shop_id, job_id, line, content from import_error";
    private static final String PIECES =
            "select ctid::text as place, shop_id, job_id, number, content from import_chunk";

    @FunctionalInterface
    private interface Stored {
        Place of(ResultSet row) throws SQLException;
    }

    @Override
    public void seal(Connection connection, Keys keys) throws SQLException {
        seal(
                connection,
                keys,
                "import_chunk",
                PIECES,
                row -> SealedFiles.piece(row.getInt("shop_id"), job(row), row.getInt("number")));
        seal(
                connection,
                keys,
                "import_row",
                ROWS,
                row -> SealedFiles.row(
                        row.getInt("shop_id"), job(row), row.getString("group_key"), row.getLong("line")));
        seal(
                connection,
                keys,
                "import_error",
                ERRORS,
                row -> SealedFiles.fault(row.getInt("shop_id"), job(row), row.getLong("line")));
    }

    private static UUID job(ResultSet row) throws SQLException {
        return row.getObject("job_id", UUID.class);
    }

    /// Nobody else writes meanwhile, so that a row stays where it is until it is sealed.
    private static void seal(Connection connection, Keys keys, String table, String select, Stored stored)
            throws SQLException {
        try (var read = connection.prepareStatement(select);
                var write = connection.prepareStatement(
                        "update %s set sealed = ? where ctid = cast(? as tid)".formatted(table))) {
            read.setFetchSize(AT_ONCE);
            try (var rows = read.executeQuery()) {
                while (rows.next()) {
                    write.setBytes(1, keys.sealer().seal(content(rows), stored.of(rows)));
                    write.setString(2, rows.getString("place"));
                    write.addBatch();
                    if (rows.getRow() % AT_ONCE == 0) {
                        write.executeBatch();
                    }
                }
            }
            write.executeBatch();
        }
    }

    private static byte[] content(ResultSet row) throws SQLException {
        return row.getObject("content") instanceof byte[] bytes
                ? bytes
                : row.getString("content").getBytes(StandardCharsets.UTF_8);
    }
}
