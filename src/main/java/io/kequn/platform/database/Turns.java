package io.kequn.platform.database;

import static io.kequn.platform.problem.ErrorCode.UNAVAILABLE;

import io.kequn.platform.access.Shop;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.shareddata.Lock;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Large batches of a shop take turns on this replica: they come into two queues, of which the first ones run. Any
/// two of them nearly always have a customer in common, so that they wait for each other anyway: in the database
/// for seconds, in no fair order, each holding a connection.
@Singleton
final class Turns {
    private static final int LANES = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx;
    private final Map<Integer, AtomicInteger> came = new ConcurrentHashMap<>();

    Turns(Vertx vertx) {
        this.vertx = vertx;
    }

    /// Runs the work when it is its turn. It runs to its end even if nobody waits for it any more, so that the
    /// turn is given back in any case.
    <A> Uni<A> take(Shop shop, Supplier<Uni<A>> work) {
        return lock(shop)
                .chain(turn -> Uni.createFrom().deferred(work::get).eventually(turn::release))
                .memoize()
                .indefinitely();
    }

    private Uni<Lock> lock(Shop shop) {
        int number =
                came.computeIfAbsent(shop.id(), first -> new AtomicInteger()).getAndIncrement();
        var lane = "batches of shop " + shop.id() + ", lane " + Math.floorMod(number, LANES);
        return vertx.sharedData()
                .getLocalLockWithTimeout(lane, PATIENCE.toMillis())
                .onFailure()
                .transform(tooLate -> UNAVAILABLE.because(
                        "Other batches of the shop come first; send this one again.", "店铺的其他批次正在处理，请稍后重新发送。"));
    }
}
