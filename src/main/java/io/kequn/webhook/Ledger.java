package io.kequn.webhook;

import io.kequn.platform.access.Shop;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a dispatcher knows of one webhook and has not written yet: what came of each attempt, and with that how fast to
/// go on. Used on the dispatcher's context only.
final class Ledger {
    private final Results results;
    private final WebhookSettings settings;
    private final Shop shop;
    private final UUID owner;
    private final Executor home;
    private final Schedule schedule;
    private final List<Result> unwritten = new ArrayList<>();
    private @Nullable Endpoint endpoint;
    private @Nullable Pace pace;

    Ledger(Results results, WebhookSettings settings, Shop shop, UUID owner, Executor home) {
        this.results = results;
        this.settings = settings;
        this.shop = shop;
        this.owner = owner;
        this.home = home;
        this.schedule = Schedule.of(settings);
    }

    /// The webhook as it was read last.
    void of(Endpoint read) {
        endpoint = read;
        if (pace == null) {
            pace = new Pace(settings, read.failures());
        }
    }

    @Nullable
    Endpoint endpoint() {
        return endpoint;
    }

    /// How many may be under way.
    int parallel() {
        return pace == null ? 0 : pace.parallel();
    }

    /// Whether the webhook is to be left alone for now, or for good.
    boolean stands() {
        return (pace != null && pace.pause() != null)
                || unwritten.stream().map(Result::outcome).anyMatch(Outcome::gone);
    }

    /// What becomes of the delivery.
    Result note(Outgoing delivery, Outcome outcome) {
        boolean over = outcome.ok() || delivery.body() == null;
        var result = new Result(delivery, outcome, over ? null : again(delivery, outcome));
        unwritten.add(result);
        if (pace != null && outcome.ok()) {
            pace.succeeded();
        } else if (pace != null && !over) {
            pace.failed(outcome, outcome.slow() ? schedule.bounded(outcome.retryAfter()) : Duration.ZERO);
        }
        return result;
    }

    private @Nullable Duration again(Outgoing delivery, Outcome outcome) {
        return schedule.after(delivery.attempts() + 1, outcome.retryAfter(), ThreadLocalRandom.current());
    }

    int size() {
        return unwritten.size();
    }

    boolean isEmpty() {
        return unwritten.isEmpty();
    }

    void clear() {
        unwritten.clear();
    }

    /// The lanes that are held back without its being written yet.
    Set<UUID> held() {
        return unwritten.stream()
                .filter(Result::holds)
                .map(result -> result.delivery().lane())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Writes what there is, after which the lanes may read it again; false if the webhook is another's by now.
    Uni<Boolean> write(Lanes lanes) {
        var present = endpoint;
        var speed = pace;
        if (present == null || speed == null || unwritten.isEmpty()) {
            return Uni.createFrom().item(true);
        }
        var batch = List.copyOf(unwritten);
        return results.store(shop, new Results.Batch(present, owner, batch, speed.failures(), speed.pause()))
                .emitOn(home)
                .invoke(ours -> {
                    unwritten.subList(0, batch.size()).clear();
                    lanes.settled(
                            batch.stream().map(result -> result.delivery().id()).toList());
                });
    }
}
