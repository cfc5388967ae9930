package io.kequn.evaluation;

import io.kequn.platform.database.FactSession;
import io.kequn.platform.job.JobRun;
import io.kequn.platform.job.Step;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/// Brings all customers to the state that a published rule asks for, in ranges of customers, each one transaction.
/// Writers go by the new rule already. So whoever is as the rule says when the range is looked at stays so, and
/// only the others are locked, and judged again under their locks. The rules that read what this one decides
/// follow in the same transaction, for those whom it concerns.
@Singleton
public class RangeBuild {
    /// Customers of one transaction.
    public static final int RANGE = 10_000;

    /// Those after one id up to another.
    record Range(UUID after, UUID last) {}

    private static final UUID BEGIN = new UUID(0, 0);
    /// A range is large, and its bounds decide the plan; fresh statistics cannot be counted on.
    private static final String PLANS =
            "set local enable_nestloop = off; set local plan_cache_mode = force_custom_plan";
    private static final String COUNT = "select count(*) from customer where shop_id = $1 and state = 0";
    private static final String PART = """
        select count(*) customers, (array_agg(id))[count(*)] last from (
          select id from customer where shop_id = $1 and id > $2 and state = 0 order by id limit $3
        ) part\
        """;

    private final LiveRules live;
    private final SegmentEvaluator evaluator;

    RangeBuild(LiveRules live, SegmentEvaluator evaluator) {
        this.live = live;
        this.evaluator = evaluator;
    }

    /// The next range. The first step only counts: progress is known before the work begins.
    public Uni<Step> step(FactSession session, JobRun run, LiveRule rule) {
        var after = run.state().getString("after");
        return after == null ? begin(session) : range(session, rule, UUID.fromString(after));
    }

    private static Uni<Step> begin(FactSession session) {
        return session.query(COUNT, session.shop().id())
                .map(rows -> Step.more(new JsonObject().put("after", BEGIN.toString()))
                        .of(rows.iterator().next().getLong(0)));
    }

    private Uni<Step> range(FactSession session, LiveRule rule, UUID after) {
        return session.query(PART, session.shop().id(), after, RANGE)
                .map(rows -> rows.iterator().next())
                .chain(part -> part.getUUID("last") == null
                        ? Uni.createFrom().item(Step.last())
                        : range(session, rule, new Range(after, part.getUUID("last")))
                                .replaceWith(next(part.getLong("customers"), part.getUUID("last"))));
    }

    private Uni<?> range(FactSession session, LiveRule rule, Range range) {
        var rules = live.of(session);
        var statement = rules.range(rule);
        return session.execute(PLANS)
                .chain(() -> session.readInstant())
                .chain(at -> evaluator.differing(session, rules, statement, range))
                .chain(ids -> ids.isEmpty() ? Uni.createFrom().item(List.<UUID>of()) : session.lockActive(ids))
                .chain(locked -> locked.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : evaluator.applyLocked(session, rules, statement, range, locked));
    }

    private static Step next(long customers, UUID last) {
        var state = new JsonObject().put("after", last.toString());
        return (customers < RANGE ? Step.last().with(state) : Step.more(state)).did(customers);
    }
}
