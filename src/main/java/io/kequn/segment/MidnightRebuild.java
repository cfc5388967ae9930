package io.kequn.segment;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.DefinitionTransaction;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.job.DueRun;
import io.kequn.platform.job.DueWork;
import io.kequn.platform.job.Jobs;
import io.kequn.platform.job.NewJob;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Rebuilds the segments whose rules read time, once the shop's calendar day has changed.
@Singleton
class MidnightRebuild implements DueWork {
    static final String KIND = "midnight";

    private final DefinitionTransaction definitions;
    private final SegmentRepository segments;
    private final ShopReads reads;
    private final Jobs jobs;

    MidnightRebuild(DefinitionTransaction definitions, SegmentRepository segments, ShopReads reads, Jobs jobs) {
        this.definitions = definitions;
        this.segments = segments;
        this.reads = reads;
        this.jobs = jobs;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Uni<Optional<Instant>> run(DueRun run) {
        var command = run.command(Queued.class);
        return definitions
                .write(command, () -> segments.lockReadingTime(run.shop()).chain(found -> queue(run, found)))
                .invoke(jobs::wake)
                .chain(queued -> queued.builds() == 0
                        ? Uni.createFrom().item(Optional.empty())
                        : reads.now(run.shop()).map(now -> Optional.of(next(run.shop(), now))));
    }

    /// The shop's first midnight after `now`; a day that begins in a gap begins when the gap ends.
    static Instant next(Shop shop, Instant now) {
        return LocalDate.ofInstant(now, shop.zone())
                .plusDays(1)
                .atStartOfDay(shop.zone())
                .toInstant();
    }

    private static Uni<Queued> queue(DueRun run, List<SegmentEntity> found) {
        return found.stream()
                .map(segment -> queue(run, segment))
                .reduce(Uni.createFrom().voidItem(), (before, next) -> before.chain(() -> next))
                .replaceWith(new Queued(found.size()));
    }

    private static Uni<Void> queue(DueRun run, SegmentEntity segment) {
        var parameters = new JsonObject().put("segment", segment.id).put("reason", "time");
        return Jobs.create(run.caller(), NewJob.of(SegmentBuild.KIND, parameters))
                .invoke(job -> segment.buildId = job.id())
                .replaceWithVoid();
    }

    record Queued(int builds) {}
}
