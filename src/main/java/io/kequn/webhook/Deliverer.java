package io.kequn.webhook;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/// Makes one attempt: waits for a place, finds where to, and sends.
@Singleton
class Deliverer {
    /// Names are looked up again after this long; the addresses that a name had are the only ones connected to.
    private static final Duration FRESH = Duration.ofSeconds(5);

    private static final int MOST_KNOWN = 2_000;

    private final Slots slots;
    private final TargetResolver targets;
    private final Sender sender;
    private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();

    Deliverer(Slots slots, TargetResolver targets, Sender sender) {
        this.slots = slots;
        this.targets = targets;
        this.sender = sender;
    }

    private record Known(Uni<Target> target, long since) {
        boolean fresh() {
            return System.nanoTime() - since < FRESH.toNanos();
        }
    }

    /// The outcome; empty if by the time it could have been sent it was no longer `wanted`, which is asked on `home`.
    Uni<Optional<Outcome>> deliver(Endpoint endpoint, Outgoing delivery, BooleanSupplier wanted, Executor home) {
        var body = delivery.body();
        if (body == null) {
            return Uni.createFrom().item(Optional.of(failed("the change is no longer kept")));
        }
        return slots.take()
                .emitOn(home)
                .chain(() -> wanted.getAsBoolean()
                        ? send(endpoint, new Message(delivery.eventId(), body, endpoint.secrets()))
                                .map(Optional::of)
                        : Uni.createFrom().item(Optional.<Outcome>empty()))
                .eventually(slots::give);
    }

    /// Never fails: what goes wrong is the outcome.
    Uni<Outcome> send(Endpoint endpoint, Message message) {
        return target(endpoint.url())
                .chain(target -> sender.send(target, message))
                .onFailure()
                .recoverWithItem(failure -> failed("not sent: " + failure.getMessage()));
    }

    private Uni<Target> target(String url) {
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
        var found = known.compute(
                url,
                (text, before) -> before != null && before.fresh()
                        ? before
                        : new Known(targets.resolve(text).memoize().indefinitely(), System.nanoTime()));
        return Objects.requireNonNull(found).target();
    }

    private static Outcome failed(String why) {
        return new Outcome(Instant.now(), 0, 0, why, null, null);
    }
}
