package io.kequn.tagrule;

import io.kequn.evaluation.LiveRules;
import io.kequn.evaluation.RangeBuild;
import io.kequn.evaluation.RuleSubject;
import io.kequn.platform.access.Scope;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.job.JobRun;
import io.kequn.platform.job.Step;
import io.kequn.publication.RuleBuild;
import io.kequn.tag.RuledTags;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;

/// Gives a tag to all for whom its rule holds and takes it from the others. After the rule has ended, takes the
/// tag from those who have it from the rule alone.
@Singleton
class TagRuleBuild extends RuleBuild {
    static final String KIND = "tag-build";
    private static final int AT_ONCE = 1_000;

    /// Of a tag that is being deleted no build is the last one: if that is cancelled, there will be another.
    private static final String FIND = """
        select case when not t.deleting then r.build_id end build_id
        from tag_rule r join tag t on t.shop_id = r.shop_id and t.id = r.tag_id and t.automatic
        where r.shop_id = $1 and r.tag_id = $2\
        """;
    private static final String END = """
        update tag_rule set status = $4
        where shop_id = $1 and tag_id = $2 and build_id = $3 and status = 'building'\
        """;

    private final LiveRules live;
    private final RangeBuild ranges;

    TagRuleBuild(LiveRules live, RangeBuild ranges) {
        super(new Built(KIND, Scope.TAGS_READ, Scope.TAGS_WRITE, "tag", FIND, END));
        this.live = live;
        this.ranges = ranges;
    }

    @Override
    protected Uni<Step> step(FactSession session, JobRun run, int tag, Row found) {
        return ranges.step(session, run, live.of(session).rule(RuleSubject.below(tag)));
    }

    @Override
    protected Uni<Step> gone(FactSession session, int tag) {
        return RuledTags.takeFromSome(session, tag, AT_ONCE)
                .map(taken ->
                        taken == 0 ? Step.last() : Step.more(new JsonObject()).did(taken));
    }
}
