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
    /// Customers of one transaction who may be locked.
    public static final int RANGE = 10_000;

    /// Where nobody has to be locked, the next range is twice as large, up to this.
    private static final int LARGEST = 80_000;

    /// Those after one id up to another.
    record Range(UUID after, UUID last) {}

    private static final UUID BEGIN = new UUID(0, 0);
    private static final UUID END = new UUID(-1, -1);
    /// A range is large, and its bounds decide the plan; fresh statistics cannot be counted on.
    private static final String PLANS =
            "set local enable_nestloop = off; set local plan_cache_mode = force_custom_plan";
    private static final String COUNT = "select count(*) from customer where shop_id = $1 and id > $2 and id <= $3";
    private static final String LAST =
            "select id from customer where shop_id = $1 and id > $2 order by id offset $3 limit 1";

    private final LiveRules live;
    private final SegmentEvaluator evaluator;

    RangeBuild(LiveRules live, SegmentEvaluator evaluator) {
        this.live = live;
        this.evaluator = evaluator;
    }

    /// The next range. The first step only counts: progress is known before the work begins.
    public Uni<Step> step(FactSession session, JobRun run, LiveRule rule) {
        var after = run.state().getString("after");
        return after == null
                ? begin(session)
                : range(session, rule, UUID.fromString(after), run.state().getInteger("size", RANGE));
    }

    private static Uni<Step> begin(FactSession session) {
        return count(session, new Range(BEGIN, END))
                .map(all -> Step.more(state(BEGIN, RANGE)).of(all));
    }

    private static JsonObject state(UUID after, int size) {
        return new JsonObject().put("after", after.toString()).put("size", size);
    }

    private static Uni<Long> count(FactSession session, Range range) {
        return session.query(COUNT, session.shop().id(), range.after(), range.last())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private Uni<Step> range(FactSession session, LiveRule rule, UUID after, int size) {
        var statement = live.of(session).range(rule);
        return session.query(LAST, session.shop().id(), after, size - 1)
                .map(rows -> rows.size() == 0 ? END : rows.iterator().next().getUUID("id"))
                .map(last -> new Range(after, last))
                .chain(range -> session.execute(PLANS)
                        .chain(() -> session.readInstant())
                        .chain(at -> evaluator.differing(session, live.of(session), statement, range, RANGE + 1))
                        .chain(ids -> ids.size() > RANGE
                                ? part(session, rule, new Range(after, ids.get(RANGE - 1)), ids.subList(0, RANGE))
                                : whole(session, rule, range, size, ids)));
    }

    /// More differ than are locked at a time: the range ends earlier.
    private Uni<Step> part(FactSession session, LiveRule rule, Range range, List<UUID> ids) {
        return judge(session, rule, ids)
                .chain(() -> count(session, range))
                .map(done -> Step.more(state(range.last(), RANGE)).did(done));
    }

    private Uni<Step> whole(FactSession session, LiveRule rule, Range range, int size, List<UUID> ids) {
        if (range.last().equals(END)) {
            return judge(session, rule, ids)
                    .chain(() -> count(session, range))
                    .map(done -> Step.last().with(state(END, RANGE)).did(done));
        }
        int next = ids.isEmpty() ? Math.min(2 * size, LARGEST) : RANGE;
        return judge(session, rule, ids)
                .map(done -> Step.more(state(range.last(), next)).did(size));
    }

    /// Locks them and brings them to what the rule says of them then.
    private Uni<?> judge(FactSession session, LiveRule rule, List<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.lockActive(ids)
                        .chain(locked -> locked.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : evaluator.applyLocked(session, live.of(session), rule, locked));
    }
}
