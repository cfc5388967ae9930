package io.kequn.webhook;

import io.kequn.platform.access.Shop;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import java.util.concurrent.Executor;

/// The lease of one webhook, as the dispatcher that has it knows it. Whoever could not prolong it in time sends
/// nothing more, since another may have taken it: so an event goes out only if its attempt ends within the lease.
final class Held {
    private final DispatchStore store;
    private final WebhookSettings settings;
    private final Shop shop;
    private final int webhook;
    private final Executor home;
    private final UUID owner = UUID.randomUUID();
    private long ends = System.nanoTime();

    Held(DispatchStore store, WebhookSettings settings, Shop shop, int webhook, Executor home) {
        this.store = store;
        this.settings = settings;
        this.shop = shop;
        this.webhook = webhook;
        this.home = home;
    }

    UUID owner() {
        return owner;
    }

    /// Takes it, or keeps it; false if another has it.
    Uni<Boolean> take() {
        long begun = System.nanoTime();
        return store.lease(shop, webhook, owner).emitOn(home).invoke(ours -> {
            if (ours) {
                ends = begun + settings.lease().toNanos();
            }
        });
    }

    /// Whether an attempt that begins now ends before another may begin one.
    boolean lasts() {
        return ends - System.nanoTime() > settings.timeout().toNanos();
    }

    Uni<Void> release() {
        return store.release(shop, webhook, owner).emitOn(home);
    }
}
