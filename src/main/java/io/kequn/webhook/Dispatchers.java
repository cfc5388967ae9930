package io.kequn.webhook;

import io.kequn.feed.ChangeSignals;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// What this replica sends, to all webhooks. It follows the shops that have some, and has a dispatcher at work
/// where there is something to send.
@Singleton
class Dispatchers {
    private static final Logger LOG = Logger.getLogger(Dispatchers.class);

    /// How long what a dead replica has left may wait, at most, until somebody looks.
    private static final Duration PATROL = Duration.ofSeconds(20);

    private static final Duration STOP = Duration.ofSeconds(8);

    private final Dispatcher.Parts parts;
    private final ChangeSignals signals;
    private final ShopReads reads;
    private final Map<Address, Dispatcher> running = new ConcurrentHashMap<>();
    private final Map<Integer, Followed> shops = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    private record Address(int shop, int webhook) {}

    Dispatchers(
            Vertx vertx,
            WebhookSettings settings,
            DispatchStore store,
            Supply supply,
            Results results,
            Deliverer deliverer,
            ChangeSignals signals,
            ShopReads reads) {
        this.parts = new Dispatcher.Parts(vertx, settings, store, supply, results, deliverer);
        this.signals = signals;
        this.reads = reads;
    }

    /// Whatever is under way ends and is written; the others are free for the next replica at once.
    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        shops.values().forEach(Followed::close);
        running.values().forEach(Dispatcher::stop);
        long end = System.nanoTime() + STOP.toNanos();
        var pause = new CountDownLatch(1);
        try {
            while (!running.isEmpty() && System.nanoTime() < end && !pause.await(10, TimeUnit.MILLISECONDS)) {
                // They tell when they have ended.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Follows a shop's changes, sets going what there is to send, and answers when somebody has to look again even
    /// if nobody tells; empty where the shop has no webhook that is enabled.
    Uni<Optional<Instant>> patrol(Shop shop) {
        return parts.store().look(shop).chain(seen -> {
            if (seen.isEmpty() || stopping) {
                unfollow(shop);
                return Uni.createFrom().item(Optional.empty());
            }
            shops.computeIfAbsent(shop.id(), id -> new Followed(shop)).seen(seen);
            return reads.now(shop).map(now -> Optional.of(now.plusMillis(again(seen))));
        });
    }

    private void unfollow(Shop shop) {
        var followed = shops.remove(shop.id());
        if (followed != null) {
            followed.close();
        }
    }

    /// What another replica has is free once its lease has ended.
    private static long again(List<DispatchStore.Seen> seen) {
        return seen.stream()
                .filter(DispatchStore.Seen::leased)
                .mapToLong(DispatchStore.Seen::leaseEnds)
                .reduce(PATROL.toMillis(), Math::min);
    }

    private void start(Shop shop, int webhook) {
        var address = new Address(shop.id(), webhook);
        var present = running.get(address);
        if (present != null) {
            present.wake();
        } else if (!stopping) {
            var dispatcher = new Dispatcher(parts, shop, webhook, more -> ended(shop, address, more));
            if (running.putIfAbsent(address, dispatcher) == null) {
                dispatcher.start();
            }
        }
    }

    private void ended(Shop shop, Address address, boolean more) {
        running.remove(address);
        var followed = shops.get(shop.id());
        if (more && followed != null) {
            followed.look();
        }
    }

    /// A shop that has webhooks.
    private final class Followed {
        private final Shop shop;
        private final ChangeSignals.Watch watch;
        private boolean looking;
        private boolean again;
        private boolean closed;
        private long timer = -1;

        Followed(Shop shop) {
            this.shop = shop;
            this.watch = signals.watch(shop, number -> look());
        }

        synchronized void close() {
            closed = true;
            watch.close();
            parts.vertx().cancelTimer(timer);
        }

        /// Looks what there is to send; one look at a time.
        void look() {
            synchronized (this) {
                again = looking;
                if (looking || closed) {
                    return;
                }
                looking = true;
            }
            parts.vertx()
                    .runOnContext(nothing -> parts.store()
                            .look(shop)
                            .subscribe()
                            .with(this::looked, failure -> {
                                LOG.debugf("Webhooks of shop %s are looked at later: %s", shop.key(), failure);
                                looked(List.of());
                            }));
        }

        private void looked(List<DispatchStore.Seen> seen) {
            seen(seen);
            boolean once;
            synchronized (this) {
                looking = false;
                once = again;
                again = false;
            }
            if (once) {
                look();
            }
        }

        /// Sets going what has work, and comes back for what has some later.
        synchronized void seen(List<DispatchStore.Seen> seen) {
            var later = Long.MAX_VALUE;
            for (var webhook : seen) {
                long in = webhook.worksIn().orElse(Long.MAX_VALUE);
                if (webhook.leased() && !running.containsKey(new Address(shop.id(), webhook.id()))) {
                    continue; // another replica is at it
                }
                if (in <= 0) {
                    start(shop, webhook.id());
                } else {
                    later = Math.min(later, in);
                }
            }
            parts.vertx().cancelTimer(timer);
            if (later < Long.MAX_VALUE && !closed) {
                timer = parts.vertx().setTimer(later + 1, due -> look());
            }
        }
    }
}
