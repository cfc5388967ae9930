package io.kequn.platform.database;

import io.kequn.platform.problem.Violations;
import io.vertx.core.Future;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Connections that no longer serve. The pool takes one out when its socket is closed, and has no other word for that.
final class BrokenConnections {
    private static final Logger LOG = Logger.getLogger(BrokenConnections.class);

    /// How long a connection may take to say that nothing is begun on it any more, where all it had to do is done.
    static final Duration USUAL = Duration.ofSeconds(5);

    /// The same where a statement may still run that nobody waits for.
    static final Duration SHORT = Duration.ofSeconds(1);

    /// The other end is going away, or is no longer the one that takes writes: the pool's next one finds who does.
    private static final Set<String> GONE = Set.of("57P01", "57P02", "57P03", "57P05", "25006", "25P03", "25P04");

    private BrokenConnections() {}

    static boolean isBroken(Throwable failure) {
        return Violations.state(failure)
                .filter(state -> GONE.contains(state) || state.startsWith("08"))
                .isPresent();
    }

    /// Ends what is begun on the connection and gives it back, or cuts it off.
    static void rolledBack(SqlConnection held, Duration patience, Runnable then) {
        held.getDelegate()
                .query("rollback")
                .execute()
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(done -> {
                    if (done.failed()) {
                        cutOff(held.getDelegate());
                        then.run();
                        return;
                    }
                    held.getDelegate().close().onComplete(closed -> then.run());
                });
    }

    /// Has the database end what runs on the connection, and closes it.
    static void cutOff(io.vertx.sqlclient.SqlConnection held) {
        try {
            var unused = PgConnection.cast(held).cancelRequest();
            if (held instanceof SqlConnectionInternal pooled
                    && pooled.unwrap().unwrap() instanceof SocketConnectionBase socket) {
                Future<Void> closing = socket.socket().close();
                // Given back before, it would be lent to the next one while it goes away.
                closing.onComplete(closed -> giveBack(held));
                return;
            }
        } catch (RuntimeException alreadyGone) {
            LOG.debugf("A connection was gone before it was cut off: %s", alreadyGone);
        }
        giveBack(held);
    }

    private static void giveBack(io.vertx.sqlclient.SqlConnection held) {
        Future<Void> unused = held.close();
    }
}
