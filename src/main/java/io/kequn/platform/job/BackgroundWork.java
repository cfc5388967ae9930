package io.kequn.platform.job;

import io.kequn.platform.access.Shop;
import io.kequn.platform.job.DueTable.Due;
import io.kequn.platform.job.Workers.Place;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Looks for due work and sets it going: right after a command of this process has made some, and every second for
/// what others made, what an instant made due, and what a dead replica has left.
@Singleton
class BackgroundWork {
    private static final Logger LOG = Logger.getLogger(BackgroundWork.class);
    private static final Shop NO_SHOP = SystemCallers.platform();

    private static final OffsetDateTime AT_ONCE = Instant.EPOCH.atOffset(ZoneOffset.UTC);

    private final DueTable dues;
    private final JobRunner jobs;
    private final SystemCallers callers;
    private final Map<String, DueWork> works;
    private final JobSettings settings;
    private final Workers workers;

    BackgroundWork(
            DueTable dues,
            JobRunner jobs,
            SystemCallers callers,
            @All List<DueWork> works,
            JobSettings settings,
            Workers workers) {
        this.dues = dues;
        this.jobs = jobs;
        this.callers = callers;
        this.works = works.stream().collect(Collectors.toUnmodifiableMap(DueWork::kind, Function.identity()));
        this.settings = settings;
        this.workers = workers;
    }

    void start(@Observes StartupEvent event) {
        if (settings.enabled()) {
            workers.start(this::pass);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        workers.stop();
    }

    private Uni<Void> pass() {
        return dues.find(workers.free(Place.JOB))
                .chain(found -> found.stream()
                        .map(due -> handle(due)
                                .onFailure()
                                .invoke(failure ->
                                        LOG.errorf(failure, "Due work %s of shop %d", due.kind(), due.shop()))
                                .onFailure()
                                .recoverWithNull())
                        .reduce(Uni.createFrom().voidItem(), (before, next) -> before.chain(() -> next)));
    }

    private Uni<Void> handle(Due due) {
        var work = works.get(due.kind());
        if (work == null && !due.kind().equals(Jobs.DUE)) {
            return Uni.createFrom().voidItem(); // a newer replica knows what it is
        }
        return shop(due)
                .chain(shop -> shop.isEmpty()
                        ? dues.postpone(due, OffsetDateTime.now(ZoneOffset.UTC).plusMinutes(1))
                        : work == null ? takeJob(due, shop.get()) : take(due, shop.get(), work));
    }

    private Uni<Optional<Shop>> shop(Due due) {
        return due.shop() == 0 ? Uni.createFrom().item(Optional.of(NO_SHOP)) : callers.shop(due.shop());
    }

    private Uni<Void> take(Due due, Shop shop, DueWork work) {
        if (!workers.free(Place.DUE)) {
            return Uni.createFrom().voidItem();
        }
        return dues.lease(due, settings.lease())
                .invoke(ours -> {
                    if (ours) {
                        var run = new DueRun(shop, SystemCallers.of(shop, due.kind()), due.kind());
                        workers.launch(
                                Place.DUE, run.caller(), () -> work.run(run).chain(next -> dues.done(due, next)));
                    }
                })
                .replaceWithVoid();
    }

    /// Takes one of the shop's jobs and puts the shop behind the others, so that none waits for all jobs of
    /// another.
    private Uni<Void> takeJob(Due due, Shop shop) {
        if (!workers.free(Place.JOB)) {
            return Uni.createFrom().voidItem();
        }
        return jobs.claim(shop).chain(claimed -> claimed.isEmpty() ? settle(due, shop) : launch(due, claimed.get()));
    }

    private Uni<Void> launch(Due due, JobRun run) {
        workers.launch(Place.JOB, run.caller(), () -> jobs.drive(run, workers::stopping));
        return dues.postpone(due, AT_ONCE).invoke(workers::wake);
    }

    private Uni<Void> settle(Due due, Shop shop) {
        return jobs.next(shop).chain(next -> settle(due, next.orElse(null)));
    }

    private Uni<Void> settle(Due due, @Nullable OffsetDateTime next) {
        return next == null ? dues.remove(due) : dues.postpone(due, next);
    }
}
