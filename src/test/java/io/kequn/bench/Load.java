package io.kequn.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// A fixed number of connections, each of which begins its next task when the last one is done: first to warm up, then
/// measured. Lives on one event loop, so it needs no locks.
final class Load {
    private static final long LONGEST = Duration.ofMinutes(5).toNanos() / 1_000;

    private final Task task;
    private final CountDownLatch running;
    private final Histogram latencies = new Histogram(LONGEST, 3);
    private volatile boolean measuring;
    private volatile boolean stopped;
    private long errors;
    private @Nullable String firstError;

    private Load(Task task, int connections) {
        this.task = task;
        this.running = new CountDownLatch(connections);
    }

    /// What one connection does again and again: one request, or several after each other. It may give a [Rest].
    @FunctionalInterface
    interface Task {
        Future<?> begin();
    }

    /// What a task leaves to be done before the next one. Its time is not measured.
    @FunctionalInterface
    interface Rest {
        Future<?> tidy();
    }

    /// How many connections, and how much of what is counted a task does, such as 500 orders.
    record Shape(int connections, int units) {}

    /// How long it goes on.
    record Span(WarmUp warmUp, Duration time) {}

    /// Runs it, first to warm up, then measured.
    static Measured run(Vertx vertx, Cpu.Clock cpu, Shape shape, Span span, Task task) {
        var load = begun(vertx, shape, task);
        span.warmUp().await(cpu);
        return load.measured(cpu, shape, () -> Pause.of(span.time()));
    }

    /// Runs it, measured all the time, until another thread has ended.
    static Measured until(Vertx vertx, Cpu.Clock cpu, Shape shape, Thread other, Task task) {
        return begun(vertx, shape, task).measured(cpu, shape, () -> {
            while (other.isAlive()) {
                Pause.briefly();
            }
        });
    }

    private static Load begun(Vertx vertx, Shape shape, Task task) {
        var load = new Load(task, shape.connections());
        var context = vertx.getOrCreateContext();
        for (int i = 0; i < shape.connections(); i++) {
            context.runOnContext(none -> load.next());
        }
        return load;
    }

    private Measured measured(Cpu.Clock cpu, Shape shape, Runnable meanwhile) {
        var before = cpu.read();
        long begin = System.nanoTime();
        measuring = true;
        meanwhile.run();
        measuring = false;
        double seconds = (System.nanoTime() - begin) / 1e9;
        var used = cpu.read().since(before);
        stopped = true;
        await();
        return new Measured(latencies, seconds, shape.units(), used, errors, firstError);
    }

    private void next() {
        if (stopped) {
            running.countDown();
            return;
        }
        long begin = System.nanoTime();
        begin().onComplete(done -> {
            if (done.failed()) {
                failed(done.cause());
            } else if (measuring) {
                latencies.recordValue(Math.min(LONGEST, (System.nanoTime() - begin) / 1_000));
            }
            tidy(done.result());
        });
    }

    private void tidy(@Nullable Object result) {
        if (result instanceof Rest rest) {
            rest.tidy().onFailure(this::failed).onComplete(tidied -> next());
        } else {
            next();
        }
    }

    private Future<?> begin() {
        try {
            return task.begin();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    /// An error of the warm-up is one, too.
    private void failed(Throwable cause) {
        errors++;
        if (firstError == null) {
            firstError = String.valueOf(cause.getMessage());
        }
    }

    private void await() {
        try {
            running.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
