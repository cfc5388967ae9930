package io.kequn.segment;

import io.kequn.platform.access.Scope;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.job.JobHandler;
import io.kequn.platform.job.JobRun;
import io.kequn.platform.job.JobStatus;
import io.kequn.platform.job.Step;
import io.kequn.tag.RuledTags;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;

/// Gives a tag to all for whom its rule holds and takes it from the others. After the rule has ended, takes the
/// tag from those who have it from the rule alone.
@Singleton
class TagRuleBuild implements JobHandler {
    static final String KIND = "tag-build";
    private static final int AT_ONCE = 1_000;

    private static final String FIND = """
        select r.build_id from tag_rule r join tag t on t.shop_id = r.shop_id and t.id = r.tag_id and t.automatic
        where r.shop_id = $1 and r.tag_id = $2\
        """;
    private static final String END = """
        update tag_rule set status = $4
        where shop_id = $1 and tag_id = $2 and build_id = $3 and status = 'building'\
        """;

    private final LiveRules live;
    private final RangeBuild ranges;

    TagRuleBuild(LiveRules live, RangeBuild ranges) {
        this.live = live;
        this.ranges = ranges;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Scope reads() {
        return Scope.TAGS_READ;
    }

    @Override
    public Scope writes() {
        return Scope.TAGS_WRITE;
    }

    @Override
    public Uni<Step> step(JobRun run) {
        return run.facts(
                "definition",
                session -> session.query(FIND, session.shop().id(), tag(run)).chain(rows -> step(session, run, rows)));
    }

    @Override
    public Uni<Void> ended(FactSession session, JobRun run, JobStatus outcome) {
        var status = outcome == JobStatus.SUCCEEDED ? SegmentStatus.READY : SegmentStatus.FAILED;
        return session.query(END, session.shop().id(), tag(run), run.id(), status.text())
                .replaceWithVoid();
    }

    private Uni<Step> step(FactSession session, JobRun run, RowSet<Row> found) {
        if (found.size() == 0) {
            return RuledTags.takeFromSome(session, tag(run), AT_ONCE)
                    .map(taken -> taken == 0
                            ? Step.last()
                            : Step.more(new JsonObject()).did(taken));
        }
        if (!run.id().equals(found.iterator().next().getUUID("build_id"))) {
            return Uni.createFrom().item(Step.last()); // a newer build has taken over
        }
        return ranges.step(session, run, live.of(session).rule(RuleSubject.tagNumber(tag(run))));
    }

    private static int tag(JobRun run) {
        return run.parameters().getInteger("tag");
    }
}
