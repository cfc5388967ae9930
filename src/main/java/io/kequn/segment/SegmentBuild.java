package io.kequn.segment;

import io.kequn.platform.access.Scope;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.JobHandler;
import io.kequn.platform.job.JobRun;
import io.kequn.platform.job.JobStatus;
import io.kequn.platform.job.Step;
import io.kequn.segment.MemberLists.ListedSegment;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/// Brings all customers to the state that a published rule asks for, in ranges of customers, each one
/// transaction under their row locks. Writers go by the new rule already, so nothing has to be looked at twice.
/// The rules that read the segment follow in the same transaction, for those who enter or leave. An archived
/// segment loses its members.
@Singleton
class SegmentBuild implements JobHandler {
    static final String KIND = "segment-build";

    private static final int RANGE = 10_000;
    private static final UUID BEGIN = new UUID(0, 0);
    /// A range is large, and its bounds decide the plan; fresh statistics cannot be counted on.
    private static final String PLANS =
            "set local enable_nestloop = off; set local plan_cache_mode = force_custom_plan";

    private static final String FIND = """
        select key, archived_at, build_id from segment where shop_id = $1 and id = $2\
        """;
    private static final String COUNT = "select count(*) from customer where shop_id = $1 and state = 0";
    /// Only the active: a merge writes rows merged before, which it has not locked in order.
    private static final String LOCK_RANGE = """
        select id from customer where shop_id = $1 and id > $2 and state = 0 order by id limit $3 for no key update\
        """;
    private static final String END = """
        update segment set status = $4, updated_at = clock_timestamp()
        where shop_id = $1 and id = $2 and build_id = $3 and status = 'building'\
        """;

    private final LiveRules live;
    private final SegmentEvaluator evaluator;
    private final MemberLists lists;

    SegmentBuild(LiveRules live, SegmentEvaluator evaluator, MemberLists lists) {
        this.live = live;
        this.evaluator = evaluator;
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
            return lists.clear(session, listed, RANGE);
        }
        var rule = live.of(session).find(segment(run));
        if (rule.isEmpty()) {
            return lists.restore(session, listed, RANGE);
        }
        var after = run.state().getString("after");
        return after == null ? begin(session) : range(session, rule.get(), UUID.fromString(after));
    }

    /// The first step only counts: progress is known before the work begins.
    private static Uni<Step> begin(FactSession session) {
        return session.query(COUNT, session.shop().id())
                .map(rows -> Step.more(new JsonObject().put("after", BEGIN.toString()))
                        .of(rows.iterator().next().getLong(0)));
    }

    private Uni<Step> range(FactSession session, LiveRule rule, UUID after) {
        return session.query(LOCK_RANGE, session.shop().id(), after, RANGE)
                .map(rows -> Sql.list(rows, row -> row.getUUID("id")))
                .chain(ids -> ids.isEmpty() ? Uni.createFrom().item(Step.last()) : range(session, rule, after, ids));
    }

    private Uni<Step> range(FactSession session, LiveRule rule, UUID after, List<UUID> ids) {
        var rules = live.of(session);
        return session.execute(PLANS)
                .chain(() -> session.readInstant())
                .chain(at -> evaluator.applyLocked(session, rules, rules.range(rule), after, ids))
                .map(difference -> next(ids).did(ids.size()));
    }

    private static Step next(List<UUID> ids) {
        var state = new JsonObject().put("after", ids.getLast().toString());
        return ids.size() < RANGE ? Step.last().with(state) : Step.more(state);
    }

    private static int segment(JobRun run) {
        return run.parameters().getInteger("segment");
    }
}
