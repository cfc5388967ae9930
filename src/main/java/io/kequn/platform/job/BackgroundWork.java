package io.kequn.platform.job;

import io.kequn.platform.access.Shop;
import io.kequn.platform.job.DueSearch.Found;
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
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Looks for due work and sets it going: right after a command of this process has made some, and every second for
/// what others made, what an instant made due, and what a dead replica has left.
@Singleton
class BackgroundWork {
    private static final Logger LOG = Logger.getLogger(BackgroundWork.class);
    private static final OffsetDateTime AT_ONCE = Instant.EPOCH.atOffset(ZoneOffset.UTC);

    private final DueSearch search;
    private final DueTable dues;
    private final JobRunner jobs;
    private final Map<String, DueWork> works;
    private final JobSettings settings;
    private final Workers workers;

    BackgroundWork(
            DueSearch search,
            DueTable dues,
            JobRunner jobs,
            @All List<DueWork> works,
            JobSettings settings,
            Workers workers) {
        this.search = search;
        this.dues = dues;
        this.jobs = jobs;
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
        return search.find(workers.free(Place.JOB), workers.free(Place.DUE) ? works.keySet() : Set.of())
                .onFailure()
                .invoke(failure -> LOG.warnf("Due work cannot be looked for: %s", failure))
                .onFailure()
                .recoverWithItem(List.of())
                .chain(found -> found.stream()
                        .map(this::handled)
                        .reduce(Uni.createFrom().voidItem(), (before, next) -> before.chain(() -> next)));
    }

    private Uni<Void> handled(Found found) {
        return Uni.createFrom()
                .deferred(() -> handle(found))
                .onFailure()
                .invoke(failure -> LOG.errorf(
                        failure,
                        "Due work %s of shop %d",
                        found.due().kind(),
                        found.due().shop()))
                .onFailure()
                .recoverWithNull();
    }

    /// Asks for a place first: what finds none costs no statement.
    private Uni<Void> handle(Found found) {
        var work = works.get(found.due().kind());
        var place = work == null ? Place.JOB : Place.DUE;
        if (!workers.free(place)) {
            return Uni.createFrom().voidItem();
        }
        return work == null ? takeJob(found.due(), found.shop()) : take(found.due(), found.shop(), work);
    }

    private Uni<Void> take(Due due, Shop shop, DueWork work) {
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
