package io.kequn.segment;

import io.kequn.platform.database.Evaluator;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.MembershipChange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Keeps membership right in the transaction that writes: one select over the rules that read what changed, for
/// the customers it changed for. Usually stored and computed memberships are equal, and nothing more happens.
@Singleton
public class SegmentEvaluator implements Evaluator {
    private final LiveRules live;
    private final Memberships memberships;

    SegmentEvaluator(LiveRules live, Memberships memberships) {
        this.live = live;
        this.memberships = memberships;
    }

    @Override
    public Uni<Void> prepare(FactSession session, long revision) {
        return live.prepare(session, revision);
    }

    @Override
    public Uni<List<MembershipChange>> evaluate(FactSession session, Set<String> facts, List<UUID> customers) {
        var rules = live.of(session);
        var statement = rules.reading(facts);
        return statement.isEmpty()
                ? Uni.createFrom().item(List.of())
                : apply(session, rules, statement.get(), session.shop().id(), customers.toArray(UUID[]::new))
                        .map(Difference::changes);
    }

    /// Finds the difference within the scope, logs it and applies it.
    private Uni<Difference> apply(
            FactSession session, ShopRules rules, EvaluationStatement statement, Object... scope) {
        return apply(session, rules, statement.sql(), statement.values(rules.at(session.at()), scope));
    }

    /// The same for a range of customers after `after`, of which `locked` are the ones that are locked. A
    /// customer who was made since then is left to the writer that made it.
    Uni<Difference> applyLocked(
            FactSession session, ShopRules rules, EvaluationStatement statement, UUID after, List<UUID> locked) {
        var values = statement.values(rules.at(session.at()), session.shop().id(), after, locked.getLast());
        var sql = statement.sqlAmong(values);
        return apply(session, rules, sql, values.addValue(locked.toArray(UUID[]::new)));
    }

    private Uni<Difference> apply(FactSession session, ShopRules rules, String sql, Tuple values) {
        return session.query(sql, values)
                .map(rows -> Difference.of(rows, rules))
                .invoke(difference -> memberships.apply(session, difference));
    }
}
