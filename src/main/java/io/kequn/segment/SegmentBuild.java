package io.kequn.segment;

import io.kequn.platform.access.Scope;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.job.JobHandler;
import io.kequn.platform.job.JobRun;
import io.kequn.platform.job.JobStatus;
import io.kequn.platform.job.Step;
import io.kequn.segment.MemberLists.ListedSegment;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;

/// Builds a segment whose rule was published. An archived segment loses its members, a static one that comes back
/// gets those on its list.
@Singleton
class SegmentBuild implements JobHandler {
    static final String KIND = "segment-build";

    private static final String FIND = """
        select key, archived_at, build_id from segment where shop_id = $1 and id = $2\
        """;
    private static final String END = """
        update segment set status = $4, updated_at = clock_timestamp()
        where shop_id = $1 and id = $2 and build_id = $3 and status = 'building'\
        """;

    private final LiveRules live;
    private final RangeBuild ranges;
    private final MemberLists lists;

    SegmentBuild(LiveRules live, RangeBuild ranges, MemberLists lists) {
        this.live = live;
        this.ranges = ranges;
        this.lists = lists;
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
                session ->
                        session.query(FIND, session.shop().id(), segment(run)).chain(rows -> step(session, run, rows)));
    }

    @Override
    public Uni<Void> ended(FactSession session, JobRun run, JobStatus outcome) {
        var status = outcome == JobStatus.SUCCEEDED ? SegmentStatus.READY : SegmentStatus.FAILED;
        return session.query(END, session.shop().id(), segment(run), run.id(), status.text())
                .replaceWithVoid();
    }

    private Uni<Step> step(FactSession session, JobRun run, RowSet<Row> found) {
        if (found.size() == 0 || !run.id().equals(found.iterator().next().getUUID("build_id"))) {
            return Uni.createFrom().item(Step.last()); // a newer build has taken over
        }
        var segment = found.iterator().next();
        var listed = new ListedSegment(segment(run), segment.getString("key"));
        if (segment.getOffsetDateTime("archived_at") != null) {
            return lists.clear(session, listed, RangeBuild.RANGE);
        }
        var rule = live.of(session).find(segment(run));
        if (rule.isEmpty()) {
            return lists.restore(session, listed, RangeBuild.RANGE);
        }
        return ranges.step(session, run, rule.get());
    }

    private static int segment(JobRun run) {
        return run.parameters().getInteger("segment");
    }
}
