package io.kequn.platform.job;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.concurrent.Callable;

/// Runs what keeps a core busy on a thread of the workers, beside the event loop, which goes on writing meanwhile.
public final class OffLoop {
    private OffLoop() {}

    /// The result comes back on the context that asked for it.
    public static <T> Uni<T> run(Callable<T> work) {
        return Uni.createFrom().deferred(() -> {
            var context = Objects.requireNonNull(Vertx.currentContext());
            return Uni.createFrom()
                    .completionStage(context.executeBlocking(work, false).toCompletionStage());
        });
    }
}
