package io.kequn.feed;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.CommitFollower;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Numbers what this replica has committed: at once where somebody on this replica follows the shop, otherwise
/// within a second, several commits together. Shops that are followed are looked at every two seconds besides:
/// a replica may end between a commit and its numbering.
///
/// A lock of the shop's counter keeps replicas apart. It is waited for: whoever has it may have begun before what
/// has just committed.
@Singleton
class NumberingSoon implements CommitFollower {
    private static final Logger LOG = Logger.getLogger(NumberingSoon.class);

    /// Commits of the same moment are numbered together.
    private static final Duration SOON = Duration.ofMillis(2);

    private static final Duration LATER = Duration.ofSeconds(1);
    private static final Duration EVERY = Duration.ofSeconds(2);

    private final ChangeNumbers numbers;
    private final ChangeSignals signals;
    private final Vertx vertx;
    private final Context home;
    private final Set<Integer> soon = ConcurrentHashMap.newKeySet();
    private final Set<Integer> later = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /// Shops that are being numbered, and whether they are to be once more. On the home context only, as all of
    /// the following.
    private final Map<Integer, Boolean> busy = new HashMap<>();

    private boolean looking;

    NumberingSoon(ChangeNumbers numbers, ChangeSignals signals, Vertx vertx) {
        this.numbers = numbers;
        this.signals = signals;
        this.vertx = vertx;
        this.home = ((VertxInternal) vertx).createEventLoopContext();
    }

    void start(@Observes StartupEvent event) {
        home.runOnContext(nothing -> vertx.setPeriodic(EVERY.toMillis(), timer -> lookAtAll()));
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    @Override
    public void committed(Shop shop) {
        numberSoon(shop, signals.isWatched(shop.id()));
    }

    private void numberSoon(Shop shop, boolean now) {
        if ((now ? soon : later).add(shop.id())) {
            home.runOnContext(nothing -> vertx.setTimer((now ? SOON : LATER).toMillis(), timer -> begin(shop, now)));
        }
    }

    /// What commits from now on is numbered another time.
    private void begin(Shop shop, boolean now) {
        (now ? soon : later).remove(shop.id());
        if (stopping || busy.containsKey(shop.id())) {
            busy.computeIfPresent(shop.id(), (id, again) -> true);
            return;
        }
        number(shop);
    }

    private void number(Shop shop) {
        busy.put(shop.id(), false);
        apart(numbers.step(shop).onFailure().recoverWithUni(failure -> failed(shop, failure)), more -> {
            boolean again = Objects.requireNonNull(busy.remove(shop.id())) || more;
            if (again && !stopping) {
                number(shop);
            }
        });
    }

    /// A database that fails now may serve in a second.
    private Uni<Boolean> failed(Shop shop, Throwable failure) {
        LOG.debugf("Changes of shop %s are numbered later: %s", shop.key(), failure);
        numberSoon(shop, false);
        return Uni.createFrom().item(false);
    }

    /// Looks at all shops that are followed here, one after the other.
    void lookAtAll() {
        home.runOnContext(nothing -> {
            if (looking || stopping) {
                return;
            }
            looking = true;
            var looks = signals.shops().stream()
                    .map(this::look)
                    .reduce(Uni.createFrom().voidItem(), (before, next) -> before.chain(() -> next));
            apart(looks, done -> looking = false);
        });
    }

    private Uni<Void> look(Shop shop) {
        return Uni.createFrom()
                .deferred(() -> numbers.look(shop))
                .invoke(state -> {
                    signals.numbered(shop.id(), state.last());
                    if (state.behind()) {
                        committed(shop);
                    }
                })
                .onFailure()
                .invoke(failure -> LOG.debugf("Changes of shop %s were not looked at: %s", shop.key(), failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    /// Runs the work on a context of its own, apart from the request that caused it, and `ended` on the home one.
    private <T> void apart(Uni<T> work, Consumer<T> ended) {
        var own = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(home));
        VertxContextSafetyToggle.setContextSafe(own, true);
        own.runOnContext(nothing -> work.subscribe()
                .with(
                        item -> home.runOnContext(end -> ended.accept(item)),
                        failure -> LOG.error("Numbering failed", failure)));
    }
}
