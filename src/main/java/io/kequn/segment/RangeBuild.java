package io.kequn.segment;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Sql;
import io.kequn.platform.job.JobRun;
import io.kequn.platform.job.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/// Brings all customers to the state that a published rule asks for, in ranges of customers, each one transaction
/// under their row locks. Writers go by the new rule already, so nothing has to be looked at twice. The rules
/// that read what this one decides follow in the same transaction, for those whom it concerns.
@Singleton
class RangeBuild {
    static final int RANGE = 10_000;

    private static final UUID BEGIN = new UUID(0, 0);
    /// A range is large, and its bounds decide the plan; fresh statistics cannot be counted on.
    private static final String PLANS =
            "set local enable_nestloop = off; set local plan_cache_mode = force_custom_plan";
    private static final String COUNT = "select count(*) from customer where shop_id = $1 and state = 0";
    /// Only the active: a merge writes rows merged before, which it has not locked in order.
    private static final String LOCK_RANGE = """
        select id from customer where shop_id = $1 and id > $2 and state = 0 order by id limit $3 for no key update\
        """;

    private final LiveRules live;
    private final SegmentEvaluator evaluator;

    RangeBuild(LiveRules live, SegmentEvaluator evaluator) {
        this.live = live;
        this.evaluator = evaluator;
    }

    /// The next range. The first step only counts: progress is known before the work begins.
    Uni<Step> step(FactSession session, JobRun run, LiveRule rule) {
        var after = run.state().getString("after");
        return after == null ? begin(session) : range(session, rule, UUID.fromString(after));
    }

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
}
