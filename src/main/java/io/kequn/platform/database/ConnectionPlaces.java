package io.kequn.platform.database;

import static io.kequn.platform.problem.ErrorCode.UNAVAILABLE;

import io.kequn.platform.database.FairShares.Limits;
import io.kequn.platform.database.FairShares.Place;
import io.kequn.platform.database.FairShares.Use;
import io.kequn.platform.database.OwnersLine.Ticket;
import io.kequn.platform.deadline.Deadline;
import io.kequn.platform.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// The database connections of this replica, which shops share fairly: one that floods the service waits for itself,
/// and hardly for others. What belongs to no shop has a share as a shop has, so that nothing is connected without a
/// place. Nothing that has a connection asks for another one.
@Singleton
class ConnectionPlaces {
    /// Whose is what belongs to no shop: who calls, what is due, and the platform's own commands.
    static final int NOBODY = 0;

    private static final Duration LATELY = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final ConnectionSettings settings;
    private final FairShares shares;
    private final RecentOwners recent = new RecentOwners(LATELY, System::nanoTime);

    ConnectionPlaces(
            Vertx vertx,
            ConnectionSettings settings,
            @ConfigProperty(name = "quarkus.datasource.reactive.max-size") int size) {
        this.vertx = vertx;
        this.settings = settings;
        int alone = Math.max(1, size * settings.share() / 100);
        int besideOthers = Math.min(alone, Math.ceilDiv(size * settings.shareBesideOthers(), 100));
        int background = Math.max(1, Math.min(size - 1, alone));
        this.shares = new FairShares(
                new Limits(size, alone, background, settings.waiting()),
                owner -> owner != NOBODY && recent.others(owner) ? besideOthers : alone);
    }

    /// Work that opens a connection and closes it, once there is a place for it. Refuses with `unavailable` where too
    /// many wait, or for too long.
    <T> Uni<T> taken(int owner, Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() ->
                        taken(new Place(owner, Deadline.current().isPresent() ? Use.REQUEST : Use.BACKGROUND), work));
    }

    /// The same for what requests wait for, wherever it runs.
    <T> Uni<T> takenAtOnce(int owner, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> taken(new Place(owner, Use.REQUEST), work));
    }

    private <T> Uni<T> taken(Place place, Supplier<Uni<T>> work) {
        if (place.use() == Use.REQUEST && place.owner() != NOBODY) {
            recent.asks(place.owner());
        }
        return shares.take(place) ? placed(place, work) : waiting(place, work);
    }

    private <T> Uni<T> placed(Place place, Supplier<Uni<T>> work) {
        // Once only: Mutiny tells a cancellation also to what has given its item already.
        var left = new AtomicBoolean();
        return Uni.createFrom().deferred(work::get).onTermination().invoke(() -> {
            if (left.compareAndSet(false, true)) {
                shares.leave(place);
            }
        });
    }

    private <T> Uni<T> waiting(Place place, Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> new Waiting<T>(place, work, emitter).begin());
    }

    /// Work that is begun once there is a place for it, on the context of its request.
    private final class Waiting<T> {
        private final Place place;
        private final Supplier<Uni<T>> work;
        private final UniEmitter<? super T> emitter;
        private final @Nullable Context context = Vertx.currentContext();
        private Optional<Ticket> ticket = Optional.empty();
        private @Nullable Cancellable running;
        private boolean ended;

        Waiting(Place place, Supplier<Uni<T>> work, UniEmitter<? super T> emitter) {
            this.place = place;
            this.work = work;
            this.emitter = emitter;
        }

        void begin() {
            var wanted = shares.await(place, this::granted);
            if (wanted.isEmpty()) {
                emitter.fail(busy(place.owner()));
                return;
            }
            ticket = wanted;
            long timer = vertx.setTimer(settings.patience().toMillis(), late -> giveUp());
            long look = vertx.setPeriodic(LATELY.toMillis(), again -> shares.look(place.owner()));
            emitter.onTermination(() -> {
                vertx.cancelTimer(timer);
                vertx.cancelTimer(look);
                end();
            });
        }

        private void granted() {
            if (context == null) {
                run();
            } else {
                context.runOnContext(nothing -> run());
            }
        }

        private void run() {
            synchronized (this) {
                if (ended) {
                    shares.leave(place);
                    return;
                }
                running = placed(place, work).subscribe().with(emitter::complete, emitter::fail);
            }
        }

        private void giveUp() {
            if (ticket.filter(shares::withdraw).isPresent()) {
                emitter.fail(busy(place.owner()));
            }
        }

        /// Nobody waits for it any more, or it has ended.
        private void end() {
            Cancellable begun;
            synchronized (this) {
                ended = true;
                begun = running;
            }
            if (ticket.filter(shares::withdraw).isEmpty() && begun != null) {
                begun.cancel();
            }
        }
    }

    private static Refusal busy(int owner) {
        return owner == NOBODY
                ? UNAVAILABLE.because(
                        "The service has more calls under way than it can tell whose they are; send this one again.",
                        "服务正在识别的请求过多，请稍后重新发送。")
                : UNAVAILABLE.because(
                        "The shop has more requests under way than are served at a time; send this one again.",
                        "店铺同时处理的请求过多，请稍后重新发送。");
    }
}
