package io.kequn.operations;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/// Alive is a process all of whose event loops turn: what runs on one that stands still is never answered, and only a
/// restart helps. It does not ask for the database, which no restart of this process mends.
@Liveness
@Singleton
class EventLoopsTurn implements AsyncHealthCheck {
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final Vertx vertx;

    EventLoopsTurn(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return turned().ifNoItem()
                .after(DEADLINE)
                .recoverWithItem(false)
                .map(turn ->
                        HealthCheckResponse.named("event loops").status(turn).build());
    }

    private Uni<Boolean> turned() {
        var loops = ((VertxInternal) vertx).getEventLoopGroup();
        var standing = new AtomicInteger(
                (int) StreamSupport.stream(loops.spliterator(), false).count());
        return Uni.createFrom()
                .emitter(turned -> loops.forEach(loop -> loop.execute(() -> {
                    if (standing.decrementAndGet() == 0) {
                        turned.complete(true);
                    }
                })));
    }
}
