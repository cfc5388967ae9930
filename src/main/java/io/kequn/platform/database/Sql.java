package io.kequn.platform.database;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Short words for statements on one connection.
public final class Sql {
    private Sql() {}

    /// Binds `values` in order to `$1`, `$2` …
    public static Tuple tuple(@Nullable Object... values) {
        return Tuple.from(values);
    }

    public static Uni<RowSet<Row>> query(SqlConnection connection, String sql, Tuple values) {
        return connection.preparedQuery(sql).execute(values);
    }

    public static <T> List<T> list(RowSet<Row> rows, Function<Row, T> map) {
        var result = new ArrayList<T>(rows.size());
        rows.forEach(row -> result.add(map.apply(row)));
        return result;
    }

    /// An instant as PostgreSQL writes it into JSON.
    public static Instant instant(String json) {
        return OffsetDateTime.parse(json).toInstant();
    }

    /// Sends the statements in one go, each after the other on the wire, and gives the last one's rows. Each is
    /// a statement of its own with a snapshot of its own: what depends on a lock comes after the lock.
    public static Uni<RowSet<Row>> pipelined(List<Uni<RowSet<Row>>> statements) {
        return Uni.combine().all().unis(statements).with(results -> last(results));
    }

    @SuppressWarnings("unchecked")
    private static RowSet<Row> last(List<?> results) {
        return (RowSet<Row>) results.getLast();
    }
}
