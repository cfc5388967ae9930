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
    /// Where nobody had to be locked, the next range is twice as large, up to so many times the first.
    private static final int LARGEST = 8;

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
    private final int most;

    RangeBuild(LiveRules live, SegmentEvaluator evaluator, SegmentSettings settings) {
        this.live = live;
        this.evaluator = evaluator;
        this.most = settings.buildRange();
    }

    /// How many customers one transaction of a build locks at most.
    public int most() {
        return most;
    }

    /// The next range. The first step only counts: progress is known before the work begins.
    public Uni<Step> step(FactSession session, JobRun run, LiveRule rule) {
        var after = run.state().getString("after");
        return after == null
                ? begin(session)
                : step(session, rule, UUID.fromString(after), run.state().getInteger("size", most));
    }

    private Uni<Step> begin(FactSession session) {
        return count(session, new Range(BEGIN, END))
                .map(all -> Step.more(state(BEGIN, most)).of(all));
    }

    private Uni<Step> step(FactSession session, LiveRule rule, UUID after, int size) {
        return session.query(LAST, session.shop().id(), after, size - 1)
                .map(rows -> rows.size() == 0 ? END : rows.iterator().next().getUUID("id"))
                .map(last -> new Range(after, last))
                .chain(range -> differing(session, rule, range)
                        .chain(ids -> ids.size() > most
                                ? begun(session, rule, new Range(after, ids.get(most - 1)), ids.subList(0, most))
                                : done(session, rule, range, size, ids)));
    }

    /// In order of their ids, so that a range in which too many differ can end at one of them.
    private Uni<List<UUID>> differing(FactSession session, LiveRule rule, Range range) {
        var rules = live.of(session);
        return session.execute(PLANS)
                .chain(() -> session.readInstant())
                .chain(at -> evaluator.differing(session, rules, rules.range(rule), range));
    }

    private Uni<Step> begun(FactSession session, LiveRule rule, Range part, List<UUID> ids) {
        return judge(session, rule, part, ids)
                .chain(() -> count(session, part))
                .map(done -> Step.more(state(part.last(), most)).did(done));
    }

    private Uni<Step> done(FactSession session, LiveRule rule, Range range, int size, List<UUID> ids) {
        var judged = judge(session, rule, range, ids);
        if (range.last().equals(END)) {
            return judged.chain(() -> count(session, range))
                    .map(done -> Step.last().with(state(END, most)).did(done));
        }
        int next = ids.isEmpty() ? Math.min(2 * size, LARGEST * most) : most;
        return judged.map(done -> Step.more(state(range.last(), next)).did(size));
    }

    private Uni<?> judge(FactSession session, LiveRule rule, Range range, List<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var rules = live.of(session);
        return session.lockActive(ids)
                .chain(locked -> locked.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : evaluator.applyLocked(session, rules, rules.range(rule), range, locked));
    }

    private static Uni<Long> count(FactSession session, Range range) {
        return session.query(COUNT, session.shop().id(), range.after(), range.last())
                .map(rows -> rows.iterator().next().getLong(0));
    }

    private static JsonObject state(UUID after, int size) {
        return new JsonObject().put("after", after.toString()).put("size", size);
    }
}
