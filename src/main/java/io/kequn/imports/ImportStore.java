package io.kequn.imports;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// SQL on the file, its waiting rows and its errors.
final class ImportStore {
    /// Pieces have one size, so that a place in the file tells its piece.
    static final int PIECE = 128 * 1024;

    /// An order of more rows than this is refused.
    private static final int ROWS_AT_ONCE = 4_001;

    private static final String KEEP_PIECE = """
        insert into import_chunk (shop_id, job_id, number, content) values ($1, $2, $3, $4)\
        """;
    private static final String PIECES = """
        select number, content from import_chunk where shop_id = $1 and job_id = $2 and number between $3 and $4
        order by number\
        """;
    private static final String KEEP_ROWS = """
        insert into import_row (shop_id, job_id, group_key, line, content)
        select $1, $2, group_key, line, content
        from unnest($3::text[], $4::bigint[], $5::bytea[]) as read (group_key, line, content)\
        """;
    private static final String ROWS = """
        select group_key, line, content from import_row
        where shop_id = $1 and job_id = $2 and group_key > $3 order by group_key, line limit $4\
        """;
    private static final String COUNT_ROWS =
            "select count(*) n from import_row where shop_id = $1 and job_id = $2 and group_key = $3";
    private static final String KEEP_ERRORS = """
        insert into import_error (shop_id, job_id, line, code, column_name, message, content)
        select $1, $2, line, code, column_name, message, content
        from unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::bytea[])
          as found (line, code, column_name, message, content)
        on conflict do nothing\
        """;
    private static final String FORGET_PIECES = "delete from import_chunk where shop_id = $1 and job_id = $2";
    private static final String FORGET_ROWS = "delete from import_row where shop_id = $1 and job_id = $2";

    private ImportStore() {}

    static Uni<Void> keep(FactSession session, UUID job, int number, byte[] piece) {
        return session.query(
                        KEEP_PIECE,
                        session.shop().id(),
                        job,
                        number,
                        SealedFiles.sealed(session, SealedFiles.piece(session.shop(), job, number), piece))
                .replaceWithVoid();
    }

    /// The bytes from `from`, in as many pieces as said; fewer at the end.
    static Uni<byte[]> bytes(Source source, UUID job, long from, int pieces) {
        int first = Math.toIntExact(from / PIECE);
        return source.query(PIECES, source.shop().id(), job, first, first + pieces - 1)
                .map(rows -> {
                    var all = Buffer.buffer();
                    rows.forEach(row -> all.appendBytes(piece(source, job, row)));
                    int skip = (int) (from - (long) first * PIECE);
                    return skip >= all.length() ? new byte[0] : all.getBytes(skip, all.length());
                });
    }

    private static byte[] piece(Source source, UUID job, io.vertx.mutiny.sqlclient.Row stored) {
        var place = SealedFiles.piece(source.shop(), job, stored.getInteger("number"));
        return source.sealer().open(stored.getBuffer("content").getBytes(), place);
    }

    /// Sends rows that wait for the others of their order.
    static void keepRows(FactSession session, UUID job, List<Map.Entry<String, Row>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        session.send(
                KEEP_ROWS,
                session.shop().id(),
                job,
                rows.stream().map(Map.Entry::getKey).toArray(String[]::new),
                rows.stream().map(entry -> entry.getValue().line()).toArray(Long[]::new),
                rows.stream()
                        .map(entry -> SealedFiles.sealed(
                                session,
                                SealedFiles.row(
                                        session.shop(),
                                        job,
                                        entry.getKey(),
                                        entry.getValue().line()),
                                entry.getValue().stored()))
                        .toArray(Buffer[]::new));
    }

    /// The rows after a group, by group and line, as many as are looked at at once.
    static Uni<Groups> rows(Source source, UUID job, String after) {
        return source.query(ROWS, source.shop().id(), job, after, ROWS_AT_ONCE)
                .map(rows -> new Groups(Sql.list(rows, row -> row(source, job, row)), rows.size() < ROWS_AT_ONCE));
    }

    private static Map.Entry<String, Row> row(Source source, UUID job, io.vertx.mutiny.sqlclient.Row stored) {
        var group = stored.getString("group_key");
        long line = stored.getLong("line");
        var content = source.sealer()
                .openText(stored.getBuffer("content").getBytes(), SealedFiles.row(source.shop(), job, group, line));
        return Map.entry(group, Row.read(line, new JsonObject(content)));
    }

    static Uni<Long> count(Source source, UUID job, String group) {
        return source.query(COUNT_ROWS, source.shop().id(), job, group)
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    /// Sends what is wrong with rows.
    static void keepErrors(FactSession session, UUID job, List<ImportFault> faults) {
        if (faults.isEmpty()) {
            return;
        }
        session.send(
                KEEP_ERRORS,
                session.shop().id(),
                job,
                faults.stream().map(ImportFault::line).toArray(Long[]::new),
                faults.stream().map(ImportFault::code).toArray(String[]::new),
                faults.stream().map(ImportFault::column).toArray(String[]::new),
                faults.stream().map(ImportFault::stored).toArray(String[]::new),
                faults.stream()
                        .map(fault -> SealedFiles.sealed(
                                session, SealedFiles.fault(session.shop(), job, fault.line()), fault.content()))
                        .toArray(Buffer[]::new));
    }

    static Uni<Void> forgetPieces(FactSession session, UUID job) {
        return session.query(FORGET_PIECES, session.shop().id(), job).replaceWithVoid();
    }

    static Uni<Void> forget(FactSession session, UUID job) {
        return forgetPieces(session, job)
                .chain(() -> session.query(FORGET_ROWS, session.shop().id(), job))
                .replaceWithVoid();
    }
}
