package io.kequn.platform.database;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The statements of one running fact transaction, in the order in which they are sent.
public abstract sealed class FactStatements permits FactSession {
    private final SqlConnection connection;
    private final List<CompletableFuture<?>> sent = new ArrayList<>();

    FactStatements(SqlConnection connection) {
        this.connection = connection;
    }

    /// A statement of this transaction; `$1` is by custom the shop's id.
    public Uni<RowSet<Row>> query(String sql, @Nullable Object... values) {
        return query(sql, Sql.tuple(values));
    }

    public Uni<RowSet<Row>> query(String sql, Tuple values) {
        return Sql.query(connection, sql, values);
    }

    /// Sends a statement whose rows nobody needs: the next one follows at once. If it fails, the transaction
    /// fails as it did, whatever else fails in its wake.
    public void send(String sql, @Nullable Object... values) {
        send(query(sql, values));
    }

    /// The same for a statement whose failure is told in other words.
    public void send(Uni<?> statement) {
        sent.add(statement.subscribeAsCompletionStage());
    }

    /// When all that was sent has been done; fails as the first of it that failed.
    Uni<Void> done() {
        return Multi.createFrom()
                .iterable(List.copyOf(sent))
                .onItem()
                .transformToUniAndConcatenate(statement -> Uni.createFrom().completionStage(statement))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /// One statement for many rows of values, sent in one go.
    public Uni<RowSet<Row>> batch(String sql, List<Tuple> rows) {
        return connection.preparedQuery(sql).executeBatch(rows);
    }

    /// A statement without values that returns nothing, such as `set local …`.
    public Uni<Void> execute(String sql) {
        return connection.query(sql).execute().replaceWithVoid();
    }
}
