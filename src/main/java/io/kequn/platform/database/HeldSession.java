package io.kequn.platform.database;

import io.kequn.platform.access.Shop;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.SqlConnection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny.Session;
import org.hibernate.reactive.mutiny.impl.MutinySessionImpl;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// A session of Hibernate Reactive that is waited for no longer than an answer may take. It cannot be cancelled: its
/// connection is cut off instead, so that it fails and ends.
final class HeldSession {
    private static final Logger LOG = Logger.getLogger(HeldSession.class);

    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable SqlConnection connection;

    private HeldSession() {}

    static <T> Uni<T> with(Connections connections, @Nullable Shop shop, Function<HeldSession, Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            var held = new HeldSession();
            return connections.opening(
                    shop,
                    // A connection that no longer serves is cut off before the session gives it back.
                    () -> Panache.withTransaction(() -> work.apply(held)
                                    .onFailure(BrokenConnections::isBroken)
                                    .invoke(held::cutOff))
                            .onItemOrFailure()
                            .invoke((item, failure) -> held.ended.set(true)),
                    held::cutOff);
        });
    }

    /// Notes the connection of the running session. Hibernate has no word for it.
    Uni<Void> know() {
        return Panache.getSession()
                .invoke(session -> connection = connection(session))
                .replaceWithVoid();
    }

    private static @Nullable SqlConnection connection(Session session) {
        try {
            var reactive = ((MutinySessionImpl) session).getReactiveConnection();
            var field = reactive.getClass().getDeclaredField("connection");
            field.setAccessible(true);
            return (SqlConnection) field.get(reactive);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debugf("The connection of a definition's transaction is not known: %s", e);
            return null;
        }
    }

    private void cutOff() {
        var known = connection;
        if (known != null && ended.compareAndSet(false, true)) {
            BrokenConnections.cutOff(known);
        }
    }
}
