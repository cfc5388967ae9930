package io.kequn.segment;

import io.kequn.evaluation.LiveRules;
import io.kequn.evaluation.RangeBuild;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.job.JobRun;
import io.kequn.platform.job.Step;
import io.kequn.publication.RuleBuild;
import io.kequn.segment.MemberLists.ListedSegment;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;

/// Builds a segment whose rule was published. An archived segment loses its members, a static one that comes back
/// gets those on its list.
@Singleton
class SegmentBuild extends RuleBuild {
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
        super(new Built(KIND, Scope.SEGMENTS_READ, Scope.SEGMENTS_PUBLISH, "segment", FIND, END));
        this.live = live;
        this.ranges = ranges;
        this.lists = lists;
    }

    @Override
    protected Uni<Step> step(FactSession session, JobRun run, int segment, Row found) {
        var listed = new ListedSegment(segment, found.getString("key"));
        if (found.getOffsetDateTime("archived_at") != null) {
            return lists.clear(session, listed, ranges.most());
        }
        var rule = live.of(session).find(segment);
        return rule.isEmpty() ? lists.restore(session, listed, ranges.most()) : ranges.step(session, run, rule.get());
    }
}
