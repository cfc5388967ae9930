package io.kequn.webhook;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;

/// Where one dispatcher lives: a context of its own, on which all that it does is done, one after the other.
final class Home implements Executor {
    private final Vertx vertx;
    private final Context context;
    private final Set<Long> timers = new HashSet<>();

    Home(Vertx vertx) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
    }

    @Override
    public void execute(Runnable task) {
        context.runOnContext(nothing -> task.run());
    }

    /// Does it again and again, until `quiet`.
    void every(Duration time, Runnable task) {
        timers.add(vertx.setPeriodic(time.toMillis(), timer -> execute(task)));
    }

    void quiet() {
        timers.forEach(vertx::cancelTimer);
        timers.clear();
    }
}
