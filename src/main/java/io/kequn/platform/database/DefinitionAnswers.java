package io.kequn.platform.database;

import static io.kequn.platform.database.DefinitionTransaction.bind;
import static io.kequn.platform.database.DefinitionTransaction.positional;
import static io.kequn.platform.database.DefinitionTransaction.session;
import static io.kequn.platform.database.DefinitionTransaction.update;
import static io.kequn.platform.problem.ErrorCode.REQUEST_RUNNING;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny.Session;

/// Does a command on definitions once, however often it is sent with its key: inside its transaction, which gives the
/// answer of the first time again.
@Singleton
class DefinitionAnswers {
    private final Idempotency idempotency;

    DefinitionAnswers(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    <A> Uni<A> once(Command<A> command, Supplier<Uni<A>> work) {
        return claim(command)
                .chain(earlier -> earlier.map(row -> replay(command, row))
                        .orElseGet(() -> work.get().call(answer -> keep(command, answer))));
    }

    private Uni<Optional<Object[]>> claim(Command<?> command) {
        if (command.idempotencyKey() == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return update(Idempotency.CLAIM, idempotency.claim(command))
                .onFailure(Retries::isLockTimeout)
                .transform(failure -> REQUEST_RUNNING.because(
                        "Wait for the answer of the first request, then send this one again.", "请等待首个请求完成后再重试。"))
                .chain(claimed -> claimed == 1 ? Uni.createFrom().item(Optional.empty()) : find(command));
    }

    private Uni<Optional<Object[]>> find(Command<?> command) {
        return session()
                .chain(session -> bind(
                                session.createNativeQuery(positional(Idempotency.FIND), Object[].class),
                                Idempotency.address(command))
                        .getSingleResult()
                        .map(Optional::of));
    }

    private <A> Uni<A> replay(Command<A> command, Object[] row) {
        return Uni.createFrom()
                .item(() -> idempotency.replay(command, (String) row[0], (String) row[1], (String) row[2]));
    }

    private <A> Uni<?> keep(Command<A> command, A answer) {
        return command.idempotencyKey() == null
                ? Uni.createFrom().voidItem()
                : session()
                        .call(Session::flush)
                        .chain(() -> update(Idempotency.KEEP, idempotency.kept(command, answer)));
    }
}
