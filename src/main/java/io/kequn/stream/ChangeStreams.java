package io.kequn.stream;

import io.kequn.feed.ChangeSignals;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Follows events: what there is, then what comes. Each reader pulls its own pages from the log and holds one at a
/// time, so that a slow one neither fills the memory nor holds up others.
@Singleton
public class ChangeStreams {
    private final ChangeReads reads;
    private final ChangeSignals signals;
    private final StreamPlaces places;
    private final StreamSettings settings;
    private final Vertx vertx;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    ChangeStreams(ChangeReads reads, ChangeSignals signals, StreamPlaces places, StreamSettings settings, Vertx vertx) {
        this.reads = reads;
        this.signals = signals;
        this.places = places;
        this.settings = settings;
        this.vertx = vertx;
    }

    /// Streams would keep the service from stopping until it no longer waits for requests.
    void stop(@Observes ShutdownDelayInitiatedEvent event) {
        end();
    }

    void stop(@Observes ShutdownEvent event) {
        end();
    }

    private void end() {
        stopping = true;
        followers.forEach(follower -> follower.waker.end());
    }

    /// The pages after a number: the first at once, then each as soon as there is something, and an empty one
    /// where nothing has been there for a heartbeat. `again` is asked now and then whether the caller may still
    /// know; its failure ends the stream. Refuses with `too_many_streams`. It ends when this replica stops, and
    /// another goes on after `looked`.
    Multi<ChangePage> follow(Caller caller, ChangeSelection selection, long after, Supplier<Uni<Caller>> again) {
        return Multi.createFrom().deferred(() -> {
            places.take(caller);
            var follower = new Follower(caller.ofShop(), selection, after, again);
            followers.add(follower);
            return Multi.createBy()
                    .repeating()
                    .uni(follower::next)
                    .whilst(page -> !stopping)
                    .onTermination()
                    .invoke(() -> {
                        follower.watch.close();
                        followers.remove(follower);
                        places.give(caller);
                    });
        });
    }

    private final class Follower {
        private final Shop shop;
        private final ChangeSelection selection;
        private final Supplier<Uni<Caller>> again;
        private final Waker waker;
        private final ChangeSignals.Watch watch;
        private long position;
        private long checked = System.nanoTime();
        private boolean begun;

        Follower(Shop shop, ChangeSelection selection, long after, Supplier<Uni<Caller>> again) {
            this.shop = shop;
            this.selection = selection;
            this.position = after;
            this.again = again;
            this.waker = new Waker(vertx.getOrCreateContext());
            this.watch = signals.watch(shop, waker::told);
        }

        Uni<ChangePage> next() {
            if (!begun) {
                begun = true;
                return reads.catchUp(shop)
                        .invoke(state -> waker.told(state.last()))
                        .chain(this::read);
            }
            return check().chain(() -> waker.beyond(position, settings.heartbeat()))
                    .chain(there ->
                            there && !stopping ? read() : Uni.createFrom().item(this::nothing));
        }

        private ChangePage nothing() {
            return new ChangePage(List.of(), position, false);
        }

        private Uni<ChangePage> read() {
            return reads.page(shop, selection, position, settings.page()).invoke(page -> position = page.looked());
        }

        private Uni<Void> check() {
            if (System.nanoTime() - checked < settings.recheck().toNanos()) {
                return Uni.createFrom().voidItem();
            }
            return again.get()
                    .invoke(caller -> {
                        selection.types().forEach(type -> caller.requireScope(type.scope()));
                        checked = System.nanoTime();
                    })
                    .replaceWithVoid();
        }
    }
}
