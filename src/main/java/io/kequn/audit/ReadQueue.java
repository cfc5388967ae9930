package io.kequn.audit;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopSteps;
import io.kequn.platform.database.Sql;
import io.kequn.platform.problem.Violations;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Reads of personal data on their way to the audit log: many by one statement, within a second, and before the service
/// stops. What cannot be written stays here, and who reads on waits until there is room.
@Singleton
class ReadQueue {
    private static final Logger LOG = Logger.getLogger(ReadQueue.class);
    private static final int MOST = 10_000;
    private static final int AT_ONCE = 1_000;
    private static final int EVERY_MILLIS = 100;
    private static final long STOP_SECONDS = 8;
    private static final String ADD = "select add_audit_reads($1, $2::text::jsonb)";

    private final ShopSteps steps;
    private final Vertx vertx;
    private final Queue<Read> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicBoolean writing = new AtomicBoolean();
    private volatile long pauseUntil = System.nanoTime();

    ReadQueue(ShopSteps steps, Vertx vertx, MeterRegistry meters) {
        this.steps = steps;
        this.vertx = vertx;
        Gauge.builder("kequn.audit.waiting", size, AtomicInteger::get)
                .description("Reads of personal data that are not in the audit log yet")
                .register(meters);
    }

    /// One request's; `entry` is as the database's function reads it.
    record Read(Shop shop, JsonObject entry, long nanos) {
        JsonObject json() {
            return entry.copy().put("ago", TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - nanos));
        }
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(EVERY_MILLIS, tick -> write());
    }

    void add(Shop shop, JsonObject entry) {
        waiting.add(new Read(shop, entry, System.nanoTime()));
        size.incrementAndGet();
    }

    boolean isFull() {
        return size.get() >= MOST;
    }

    /// Writes until nothing waits, or something fails; that is tried again a second later.
    private void write() {
        if (waiting.isEmpty() || System.nanoTime() - pauseUntil < 0 || !writing.compareAndSet(false, true)) {
            return;
        }
        var byShop = taken().stream().collect(Collectors.groupingBy(Read::shop));
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var shop : byShop.entrySet()) {
            all = all.chain(() -> write(shop.getKey(), shop.getValue()));
        }
        all.subscribe().with(done -> goOn());
    }

    private void goOn() {
        writing.set(false);
        if (size.get() >= AT_ONCE) {
            write();
        }
    }

    private List<Read> taken() {
        var taken = new ArrayList<Read>();
        for (var next = waiting.poll(); next != null; next = taken.size() < AT_ONCE ? waiting.poll() : null) {
            taken.add(next);
        }
        return taken;
    }

    private Uni<Void> write(Shop shop, List<Read> reads) {
        return steps.run(shop, connection -> Sql.query(connection, ADD, Sql.tuple(shop.id(), entries(reads))))
                .invoke(written -> size.addAndGet(-reads.size()))
                .onFailure()
                .invoke(failure -> keep(reads, failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /// How long ago they were is said when the statement goes out, so that no wait for a connection makes them later.
    private static String entries(List<Read> reads) {
        return new JsonArray(reads.stream().map(Read::json).toList()).encode();
    }

    /// What the database will never take is told where operators look, and lets the others go on.
    private void keep(List<Read> reads, Throwable failure) {
        boolean never = Violations.state(failure)
                .filter(state -> state.startsWith("22") || state.startsWith("23"))
                .isPresent();
        if (never) {
            LOG.errorf(failure, "The audit log does not take: %s", reads);
            size.addAndGet(-reads.size());
            return;
        }
        LOG.warnf("%d reads wait for the audit log: %s", size.get(), failure);
        waiting.addAll(reads);
        pauseUntil = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    }

    void stop(@Observes ShutdownEvent event) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        var pause = new CountDownLatch(1);
        try {
            while (size.get() > 0 && System.nanoTime() < end && !pause.await(10, TimeUnit.MILLISECONDS)) {
                write();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (size.get() > 0) {
            LOG.errorf("The audit log does not take: %s", waiting);
        }
    }
}
