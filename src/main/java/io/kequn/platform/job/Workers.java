package io.kequn.platform.job;

import io.kequn.platform.access.Caller;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The contexts that background work runs on: one that looks for work, one pass at a time, and one of its own
/// for each piece of work, with the caller in whose name it runs.
@Singleton
class Workers {
    private static final Logger LOG = Logger.getLogger(Workers.class);

    /// A job may run for hours, and what is due must not wait for it: each has places of its own.
    enum Place {
        JOB,
        DUE
    }

    private final Map<Place, AtomicInteger> taken =
            Map.of(Place.JOB, new AtomicInteger(), Place.DUE, new AtomicInteger());
    private final VertxInternal vertx;
    private final JobSettings settings;
    private final AtomicInteger running = new AtomicInteger();
    private final Context home;
    private volatile @Nullable Supplier<Uni<Void>> pass;
    private volatile boolean stopping;
    private boolean looking;
    private boolean again;

    Workers(Vertx vertx, JobSettings settings) {
        this.vertx = (VertxInternal) vertx;
        this.settings = settings;
        this.home = this.vertx.createEventLoopContext();
    }

    /// Runs `pass` at every `wake`, and regularly.
    void start(Supplier<Uni<Void>> lookForWork) {
        pass = lookForWork;
        vertx.setPeriodic(settings.poll().toMillis(), timer -> wake());
        wake();
    }

    /// Lets the running steps end, and nothing new begin.
    void stop() {
        stopping = true;
        long end = System.nanoTime() + settings.stop().toNanos();
        var pause = new CountDownLatch(1);
        try {
            while (running.get() > 0 && System.nanoTime() < end) {
                if (pause.await(10, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (running.get() > 0) {
            LOG.warnf(
                    "%d pieces of background work did not end in time; another replica repeats their last step",
                    running.get());
        }
    }

    boolean stopping() {
        return stopping;
    }

    boolean free(Place place) {
        return !stopping && taken(place).get() < settings.parallel();
    }

    private AtomicInteger taken(Place place) {
        return Objects.requireNonNull(taken.get(place));
    }

    /// Looks for work soon, from any thread.
    void wake() {
        home.runOnContext(nothing -> look());
    }

    /// On the home context only, so that its two flags need no lock.
    private void look() {
        var present = pass;
        if (present == null || stopping) {
            return;
        }
        if (looking) {
            again = true;
            return;
        }
        looking = true;
        running.incrementAndGet();
        run(home, null, present, this::looked);
    }

    private void looked() {
        running.decrementAndGet();
        home.runOnContext(nothing -> {
            looking = false;
            if (again) {
                again = false;
                look();
            }
        });
    }

    /// Sets a piece of work going; looks for more when it ends.
    void launch(Place place, Caller caller, Supplier<Uni<Void>> work) {
        running.incrementAndGet();
        taken(place).incrementAndGet();
        run(vertx.createEventLoopContext(), caller, work, () -> {
            taken(place).decrementAndGet();
            running.decrementAndGet();
            wake();
        });
    }

    private static void run(Context context, @Nullable Caller caller, Supplier<Uni<Void>> work, Runnable ended) {
        var own = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(context));
        VertxContextSafetyToggle.setContextSafe(own, true);
        if (caller != null) {
            Caller.set(own, caller);
        }
        own.runOnContext(nothing -> Uni.createFrom()
                .deferred(work::get)
                .subscribe()
                .with(done -> ended.run(), failure -> {
                    LOG.error("Background work failed; it is tried again when its lease ends", failure);
                    ended.run();
                }));
    }
}
