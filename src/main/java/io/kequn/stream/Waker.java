package io.kequn.stream;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Lets one reader wait until there is more than it has read. What is told while nobody waits is kept.
final class Waker {
    private final Context context;
    private long known = -1;
    private long read;
    private @Nullable UniEmitter<? super Boolean> waiting;

    /// The reader goes on on this context.
    Waker(Context context) {
        this.context = context;
    }

    /// That there is something up to this number; from any thread.
    void told(long number) {
        wake(number, false);
    }

    /// Lets the reader go on though there is nothing.
    void end() {
        wake(Long.MAX_VALUE, true);
    }

    private void wake(long number, boolean anyway) {
        UniEmitter<? super Boolean> woken;
        synchronized (this) {
            known = Math.max(known, number);
            woken = waiting;
            if (woken == null || (known <= read && !anyway)) {
                return;
            }
            waiting = null;
        }
        context.runOnContext(nothing -> woken.complete(true));
    }

    /// Whether there is something beyond this number; waits so long for it.
    Uni<Boolean> beyond(long number, Duration patience) {
        return Uni.createFrom().emitter(emitter -> {
            if (waits(number, emitter)) {
                long timer = context.owner().setTimer(patience.toMillis(), late -> give(emitter));
                emitter.onTermination(() -> context.owner().cancelTimer(timer));
                return;
            }
            emitter.complete(true);
        });
    }

    private synchronized boolean waits(long number, UniEmitter<? super Boolean> emitter) {
        read = number;
        waiting = known > number ? null : emitter;
        return waiting != null;
    }

    private void give(UniEmitter<? super Boolean> emitter) {
        synchronized (this) {
            if (!emitter.equals(waiting)) {
                return;
            }
            waiting = null;
        }
        context.runOnContext(nothing -> emitter.complete(false));
    }
}
