package io.kequn.webhook;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;

/// How many events are under way from this replica, to all webhooks together. Whoever finds no place queues; since each
/// webhook has few events in the queue, all get their turn.
@Singleton
class Slots {
    private final ArrayDeque<UniEmitter<? super Void>> queue = new ArrayDeque<>();
    private int free;

    @Inject
    Slots(WebhookSettings settings) {
        this(settings.mostParallel());
    }

    Slots(int places) {
        this.free = places;
    }

    /// Comes when there is a place, on any thread; it is to be given back.
    Uni<Void> take() {
        return Uni.createFrom().emitter(emitter -> {
            if (taken(emitter)) {
                emitter.complete(null);
            }
        });
    }

    private synchronized boolean taken(UniEmitter<? super Void> emitter) {
        if (free == 0) {
            queue.add(emitter);
            return false;
        }
        free--;
        return true;
    }

    void give() {
        UniEmitter<? super Void> next;
        synchronized (this) {
            next = queue.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        next.complete(null);
    }
}
