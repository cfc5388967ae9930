package io.kequn.platform.database;

import static io.kequn.platform.problem.ErrorCode.REQUEST_RUNNING;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The answers of commands with an `Idempotency-Key` in fact transactions: claimed first, stored last, or given again.
@Singleton
class FactAnswers {
    private final Idempotency idempotency;

    FactAnswers(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    /// Claims the idempotency key. Gives what an earlier request with that key has left.
    Uni<Optional<Row>> claim(SqlConnection connection, Command<?> command) {
        if (command.idempotencyKey() == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        var claim = Sql.query(connection, Idempotency.CLAIM, idempotency.claim(command));
        var find = Sql.query(connection, Idempotency.FIND, Idempotency.address(command));
        return Uni.combine()
                .all()
                .unis(claim, find)
                .with((claimed, found) -> claimed.rowCount() == 1
                        ? Optional.<Row>empty()
                        : Optional.of(found.iterator().next()))
                .onFailure(Retries::isLockTimeout)
                .transform(failure -> REQUEST_RUNNING.because(
                        "Wait for the answer of the first request, then send this one again.", "请等待首个请求完成后再重试。"));
    }

    /// Ends the transaction with the answer that the row holds.
    <A> Uni<A> replay(SqlConnection connection, Command<A> command, Row earlier) {
        return connection
                .query("rollback")
                .execute()
                .map(done -> idempotency.replay(
                        command,
                        earlier.getString("fingerprint"),
                        earlier.getString("answer"),
                        earlier.getString("subject")));
    }

    /// Sends the answer to be stored, where the command has a key.
    <A> void keep(FactSession session, Command<A> command, A answer) {
        if (command.idempotencyKey() != null) {
            session.send(session.query(Idempotency.KEEP, idempotency.kept(command, answer)));
        }
    }
}
