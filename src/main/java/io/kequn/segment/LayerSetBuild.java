package io.kequn.segment;

import io.kequn.platform.access.Scope;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.job.JobHandler;
import io.kequn.platform.job.JobRun;
import io.kequn.platform.job.JobStatus;
import io.kequn.platform.job.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;

/// Puts all customers into the layers of a set that was published. Of an archived set everybody leaves.
@Singleton
class LayerSetBuild implements JobHandler {
    static final String KIND = "layer-set-build";

    private static final String FIND = """
        select archived_at, build_id from layer_set where shop_id = $1 and id = $2\
        """;
    private static final String END = """
        update layer_set set status = $4, updated_at = clock_timestamp()
        where shop_id = $1 and id = $2 and build_id = $3 and status = 'building'\
        """;

    private final LiveRules live;
    private final RangeBuild ranges;

    LayerSetBuild(LiveRules live, RangeBuild ranges) {
        this.live = live;
        this.ranges = ranges;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Scope reads() {
        return Scope.SEGMENTS_READ;
    }

    @Override
    public Scope writes() {
        return Scope.SEGMENTS_PUBLISH;
    }

    @Override
    public Uni<Step> step(JobRun run) {
        return run.facts(
                "definition",
                session -> session.query(FIND, session.shop().id(), set(run)).chain(rows -> step(session, run, rows)));
    }

    @Override
    public Uni<Void> ended(FactSession session, JobRun run, JobStatus outcome) {
        var status = outcome == JobStatus.SUCCEEDED ? SegmentStatus.READY : SegmentStatus.FAILED;
        return session.query(END, session.shop().id(), set(run), run.id(), status.text())
                .replaceWithVoid();
    }

    private Uni<Step> step(FactSession session, JobRun run, RowSet<Row> found) {
        if (found.size() == 0 || !run.id().equals(found.iterator().next().getUUID("build_id"))) {
            return Uni.createFrom().item(Step.last()); // a newer build has taken over
        }
        return found.iterator().next().getOffsetDateTime("archived_at") != null
                ? LayerMembers.clear(session, set(run), RangeBuild.RANGE)
                : ranges.step(session, run, live.of(session).layerSet(set(run)).orElseThrow());
    }

    private static int set(JobRun run) {
        return run.parameters().getInteger("layerSet");
    }
}
