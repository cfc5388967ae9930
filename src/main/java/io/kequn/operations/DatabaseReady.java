package io.kequn.operations;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/// Ready is a replica whose database answers within two seconds and takes writes. It is asked on a connection beside
/// the pool: that all
/// connections are busy is no reason to send requests elsewhere, where it is the same. Migrations need no question: who
/// answers at all has seen that they are done.
@Readiness
@Singleton
class DatabaseReady implements AsyncHealthCheck {
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    /// After a failover the old server may have come back as one that only reads.
    private static final String WRITES = "select current_setting('transaction_read_only') = 'off'";

    private final Instance<PgConnectOptions> options;
    private final Vertx vertx;
    private final Context home;

    /// On the home context only, as the next: however many ask, the database is asked once.
    private final List<Consumer<Boolean>> asking = new ArrayList<>();

    private @Nullable PgConnection connection;

    DatabaseReady(Instance<PgConnectOptions> options, Vertx vertx) {
        this.options = options;
        this.vertx = vertx;
        this.home = ((VertxInternal) vertx).createEventLoopContext();
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .<Boolean>emitter(answer -> home.runOnContext(nothing -> ask(answer::complete)))
                .map(answers ->
                        HealthCheckResponse.named("database").status(answers).build());
    }

    private void ask(Consumer<Boolean> answer) {
        asking.add(answer);
        if (asking.size() > 1) {
            return;
        }
        open().compose(opened -> opened.query(WRITES).execute())
                .map(rows -> rows.iterator().next().getBoolean(0))
                .compose(writes -> writes ? Future.succeededFuture() : Future.failedFuture("It takes no writes"))
                .timeout(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(answered -> home.runOnContext(nothing -> tell(answered.succeeded())));
    }

    private void tell(boolean answers) {
        if (!answers) {
            drop();
        }
        var told = List.copyOf(asking);
        asking.clear();
        told.forEach(answer -> answer.accept(answers));
    }

    private Future<PgConnection> open() {
        if (connection != null) {
            return Future.succeededFuture(connection);
        }
        var own = options.get();
        own.setConnectTimeout((int) DEADLINE.toMillis());
        return PgConnection.connect(vertx, own).onSuccess(this::opened);
    }

    /// One that comes too late is kept for the next question.
    private void opened(PgConnection made) {
        home.runOnContext(nothing -> {
            drop();
            connection = made;
        });
        made.closeHandler(closed -> home.runOnContext(nothing -> {
            if (made.equals(connection)) {
                connection = null;
            }
        }));
    }

    private void drop() {
        var old = connection;
        connection = null;
        if (old != null) {
            Future<Void> unused = old.close();
        }
    }
}
