package io.kequn.platform.database;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One use of one connection: it goes back to the pool in any case, with nothing begun on it.
final class HeldConnection<T> {
    private final Pool pool;
    private final Function<SqlConnection, Uni<T>> work;
    private boolean abandoned;
    private @Nullable SqlConnection connection;
    private @Nullable Cancellable running;

    HeldConnection(Pool pool, Function<SqlConnection, Uni<T>> work) {
        this.pool = pool;
        this.work = work;
    }

    Uni<T> run() {
        return Uni.createFrom()
                .emitter(emitter -> pool.getDelegate()
                        .getConnection()
                        .onSuccess(got -> begin(SqlConnection.newInstance(got), emitter))
                        .onFailure(emitter::fail));
    }

    /// One that comes when nobody waits for it any more goes back at once.
    private void begin(SqlConnection got, UniEmitter<? super T> emitter) {
        synchronized (this) {
            if (!abandoned) {
                connection = got;
            }
        }
        if (connection == null) {
            got.closeAndForget();
            return;
        }
        var begun = Uni.createFrom()
                .deferred(() -> work.apply(got))
                .subscribe()
                .with(item -> giveBack(got, () -> emitter.complete(item)), failure -> failed(got, failure, emitter));
        boolean late;
        synchronized (this) {
            running = begun;
            late = abandoned;
        }
        if (late) {
            begun.cancel();
        }
    }

    private void giveBack(SqlConnection held, Runnable then) {
        if (release()) {
            held.close().onFailure().recoverWithNull().subscribe().with(closed -> then.run());
        }
    }

    /// Who tries again finds the locks free.
    private void failed(SqlConnection held, Throwable failure, UniEmitter<? super T> emitter) {
        if (!release()) {
            return;
        }
        if (BrokenConnections.isBroken(failure)) {
            BrokenConnections.cutOff(held.getDelegate());
            emitter.fail(failure);
            return;
        }
        BrokenConnections.rolledBack(held, BrokenConnections.USUAL, () -> emitter.fail(failure));
    }

    private synchronized boolean release() {
        boolean ours = connection != null;
        connection = null;
        return ours;
    }

    /// Nobody waits for the work any more.
    void abandon() {
        SqlConnection held;
        Cancellable begun;
        synchronized (this) {
            abandoned = true;
            held = connection;
            begun = running;
            connection = null;
        }
        if (begun != null) {
            begun.cancel();
        }
        if (held != null) {
            BrokenConnections.rolledBack(held, BrokenConnections.SHORT, () -> {});
        }
    }
}
