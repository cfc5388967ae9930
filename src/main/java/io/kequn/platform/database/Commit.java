package io.kequn.platform.database;

import static io.kequn.platform.problem.ErrorCode.OUTCOME_UNKNOWN;

import io.kequn.platform.problem.ErrorCode;
import io.kequn.platform.problem.Refusal;
import io.kequn.platform.problem.Violations;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Whether a transaction was told to commit. If nothing is heard after that, it has committed or not, and nobody here
/// knows which: its caller is told so.
final class Commit {
    /// What ends a connection may come after the commit; any other answer of PostgreSQL says that there was none.
    private static final Set<String> ENDINGS = Set.of("08", "57", "58");

    private volatile boolean sent;

    private Commit() {}

    static <T> Uni<T> watched(Function<Commit, Uni<T>> transaction) {
        return Uni.createFrom().deferred(() -> {
            var commit = new Commit();
            return transaction
                    .apply(commit)
                    .onFailure(commit::isUnknown)
                    .transform(failure -> OUTCOME_UNKNOWN.because(
                            "The database has not told whether it was done. Send it again: with the same"
                                    + " Idempotency-Key, or the same ids, it is done once.",
                            "数据库未确认是否已执行。请重新发送：使用相同的 Idempotency-Key 或相同的编号时只会执行一次。"));
        });
    }

    void sent() {
        sent = true;
    }

    private boolean isUnknown(Throwable failure) {
        if (!sent) {
            return false;
        }
        if (failure instanceof Refusal refusal) {
            return refusal.code() == ErrorCode.UNAVAILABLE;
        }
        return Violations.state(failure)
                .map(state -> state.length() == 5 && ENDINGS.contains(state.substring(0, 2)))
                .orElseGet(() -> isLost(failure));
    }

    private static boolean isLost(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof VertxException) {
                return true;
            }
        }
        return false;
    }
}
