package io.kequn.platform.deadline;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Work that is waited for until the request's deadline; outside of requests, for so long. Whoever waits goes on then,
/// and the work is abandoned: it is cancelled and told so, to give back what it holds.
public final class Timed<T> {
    private static final Duration LEAST = Duration.ofMillis(1);

    private final Vertx vertx;
    private final Optional<Deadline> deadline;
    private final UniEmitter<? super T> emitter;
    private final Runnable abandoned;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final long end;
    private volatile @Nullable Cancellable running;
    private volatile long timer;

    private Timed(Vertx vertx, Duration limit, UniEmitter<? super T> emitter, Runnable abandoned) {
        this.vertx = vertx;
        this.deadline = Deadline.current();
        this.emitter = emitter;
        this.abandoned = abandoned;
        this.end = System.nanoTime() + limit.toNanos();
    }

    /// Fails with what [Deadline#passed] says when it is too late. `abandoned` is called at most once, then or when
    /// nobody waits any more, and not after the work has ended.
    public static <T> Uni<T> within(Vertx vertx, Duration limit, Supplier<Uni<T>> work, Runnable abandoned) {
        return Uni.createFrom().emitter(emitter -> new Timed<T>(vertx, limit, emitter, abandoned).begin(work));
    }

    private void begin(Supplier<Uni<T>> work) {
        timer = vertx.setTimer(left().toMillis(), fired -> look());
        emitter.onTermination(this::abandon);
        running = Uni.createFrom().deferred(work::get).subscribe().with(this::done, this::failed);
        if (ended.get()) {
            stop();
        }
    }

    private Duration left() {
        var left = deadline.map(Deadline::left).orElseGet(() -> Duration.ofNanos(end - System.nanoTime()));
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    /// The deadline may have been moved since the timer was set.
    private void look() {
        if (ended.get()) {
            return;
        }
        if (left().compareTo(LEAST) > 0) {
            timer = vertx.setTimer(left().toMillis() + 1, fired -> look());
            return;
        }
        if (ended.compareAndSet(false, true)) {
            abandoned.run();
            emitter.fail(Deadline.passed());
            stop();
        }
    }

    private void done(T item) {
        if (ended.compareAndSet(false, true)) {
            vertx.cancelTimer(timer);
            emitter.complete(item);
        }
    }

    private void failed(Throwable failure) {
        if (ended.compareAndSet(false, true)) {
            vertx.cancelTimer(timer);
            emitter.fail(failure);
        }
    }

    /// Nobody waits any more.
    private void abandon() {
        if (ended.compareAndSet(false, true)) {
            vertx.cancelTimer(timer);
            abandoned.run();
            stop();
        }
    }

    private void stop() {
        var begun = running;
        if (begun != null) {
            begun.cancel();
        }
    }
}
