package io.kequn.layer;

import io.kequn.evaluation.LayerMembers;
import io.kequn.evaluation.LiveRules;
import io.kequn.evaluation.RangeBuild;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.job.JobRun;
import io.kequn.platform.job.Step;
import io.kequn.publication.RuleBuild;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;

/// Puts all customers into the layers of a set that was published. Of an archived set everybody leaves.
@Singleton
class LayerSetBuild extends RuleBuild {
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
        super(new Built(KIND, Scope.SEGMENTS_READ, Scope.SEGMENTS_PUBLISH, "layerSet", FIND, END));
        this.live = live;
        this.ranges = ranges;
    }

    @Override
    protected Uni<Step> step(FactSession session, JobRun run, int set, Row found) {
        return found.getOffsetDateTime("archived_at") != null
                ? LayerMembers.clear(session, set, ranges.most())
                : ranges.step(session, run, live.of(session).layerSet(set).orElseThrow());
    }
}
