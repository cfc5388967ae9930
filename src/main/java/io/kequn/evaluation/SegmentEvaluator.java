package io.kequn.evaluation;

import io.kequn.evaluation.Qualifications.Program;
import io.kequn.evaluation.RangeBuild.Range;
import io.kequn.platform.database.Evaluator;
import io.kequn.platform.database.FactSession;
import io.kequn.platform.database.Facts;
import io.kequn.platform.database.MembershipChange;
import io.kequn.platform.database.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Keeps membership right in the transaction that writes: one select for each stratum of rules that read what
/// changed, for the customers it changed for. Usually stored and computed memberships are equal, and nothing
/// more happens. Where they are not, that has changed as well, for the rules that read these segments.
@Singleton
public class SegmentEvaluator implements Evaluator {
    private final LiveRules live;
    private final Memberships memberships;
    private final Qualifications levels;
    private final EvaluationTimes times;

    SegmentEvaluator(LiveRules live, Memberships memberships, Qualifications levels, EvaluationTimes times) {
        this.live = live;
        this.memberships = memberships;
        this.levels = levels;
        this.times = times;
    }

    @Override
    public Uni<Void> prepare(FactSession session, long revision) {
        return live.prepare(session, revision);
    }

    @Override
    public Uni<List<MembershipChange>> evaluate(FactSession session, Set<String> facts, List<UUID> customers) {
        var known = new Known(customers, facts, List.of());
        return evaluate(session, live.of(session), 0, known).map(Known::changes);
    }

    private Uni<Known> evaluate(FactSession session, ShopRules rules, int from, Known known) {
        for (int i = from; i < rules.strata().size(); i++) {
            var statement = rules.strata().get(i).reading(known.facts);
            if (statement.isPresent()) {
                int next = i + 1;
                return times.measured(i, () -> apply(session, rules, statement.get(), known))
                        .chain(difference -> due(session, statement.get(), known, difference))
                        .chain(difference -> evaluate(session, rules, next, known.and(difference)));
            }
        }
        return Uni.createFrom().item(known);
    }

    /// What time has made due in the programs of a statement, once it has found what the customers qualify for.
    private Uni<Difference> due(
            FactSession session, EvaluationStatement statement, Known known, Difference difference) {
        var programs = known.facts.contains(Facts.LEVEL_DUE) ? statement.programs() : List.<Program>of();
        return programs.isEmpty()
                ? Uni.createFrom().item(difference)
                : levels.due(session, programs, known.customers).map(difference::with);
    }

    /// What is known of a transaction before the next stratum.
    private record Known(List<UUID> customers, Set<String> facts, List<MembershipChange> changes) {
        Known and(Difference difference) {
            if (difference.isEmpty()) {
                return this;
            }
            var allFacts = new HashSet<>(facts);
            allFacts.addAll(difference.facts());
            var all = new ArrayList<>(changes);
            all.addAll(difference.changes());
            return new Known(customers, allFacts, all);
        }
    }

    /// Finds the difference for these customers, logs it and applies it.
    private Uni<Difference> apply(FactSession session, ShopRules rules, EvaluationStatement statement, Known known) {
        var customers = known.customers.toArray(UUID[]::new);
        return apply(
                session,
                rules,
                statement.sql(),
                statement.values(rules.at(session.at()), session.shop().id(), customers));
    }

    /// Who of a range is not as the rules say, in order of their ids; nobody is locked for this.
    Uni<List<UUID>> differing(FactSession session, ShopRules rules, EvaluationStatement statement, Range range) {
        return session.query(statement.sqlInOrder(), values(session, rules, statement, range))
                .map(rows -> Sql.list(rows, row -> row.getUUID("id")));
    }

    /// The same as [#apply] for those of a range who are locked. The rules that read what changes are evaluated
    /// at the end of the transaction, for whom it concerns.
    Uni<Difference> applyLocked(
            FactSession session, ShopRules rules, EvaluationStatement statement, Range range, List<UUID> locked) {
        var values = values(session, rules, statement, range);
        var sql = statement.sqlAmong(values);
        return apply(session, rules, sql, values.addValue(locked.toArray(UUID[]::new)))
                .invoke(difference -> session.changed(difference.customers(), difference.facts()));
    }

    private static Tuple values(FactSession session, ShopRules rules, EvaluationStatement statement, Range range) {
        return statement.values(rules.at(session.at()), session.shop().id(), range.after(), range.last());
    }

    private Uni<Difference> apply(FactSession session, ShopRules rules, String sql, Tuple values) {
        return session.query(sql, values)
                .map(rows -> Difference.of(rows, rules))
                .invoke(difference -> memberships.apply(session, difference))
                .chain(difference -> difference.qualified().isEmpty()
                        ? Uni.createFrom().item(difference)
                        : levels.take(session, difference.qualified()).map(difference::with));
    }
}
