package io.kequn.evaluation;

import io.kequn.evaluation.Qualifications.Program;
import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.Scope;
import io.kequn.rule.Statement;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The rules' statement, corrected by what people have decided, joined with what is stored. It gives only the
/// customers for whom the two differ, which are few: `id`, `should` and `held`, both numbers of subjects. Where
/// there are layer sets, also `chosen` and `were`, both numbers of layers in the order of their sets.
///
/// @param tags the tags among the subjects
/// @param layerSets the layer sets and level programs among the subjects
/// @param weight about how much memory it takes
record EvaluationStatement(String sql, Statement rules, List<LiveRule> tags, List<LiveRule> layerSets, int weight) {
    private static final int WEIGHT_OF_PARAMETER = 130;

    EvaluationStatement {
        tags = List.copyOf(tags);
        layerSets = List.copyOf(layerSets);
    }

    static EvaluationStatement of(RuleCompiler compiler, List<LiveRule> rules, Scope scope) {
        var tags = of(Kind.TAG, rules).toList();
        var sets = rules.stream()
                .filter(LiveRule::isOfLayers)
                .sorted(Comparator.comparingInt(set -> set.subject().number()))
                .toList();
        var singles = rules.stream().filter(rule -> !rule.isOfLayers()).map(LiveRule::rule);
        var statement = compiler.statement(
                singles.toList(), sets.stream().map(LiveRule::choice).toList(), scope);
        var stored = new StoredOutcomes(scope, statement, !tags.isEmpty(), sets);
        boolean layers = !sets.isEmpty();
        var sql = """
            select e.id, e.should, coalesce(h.held, '{}'::int[]) held%4$s
            from (
              select r.id%5$s, case when o.customer_id is null then r.should else array(
                select s from unnest(r.should || o.included) s where s <> all(o.excluded) group by s order by s
              ) end should
              from (
            %1$s
              ) r
              left join (
                select o.customer_id,
                  coalesce(array_agg(o.number) filter (where o.kind = 'include'), '{}') included,
                  coalesce(array_agg(o.number) filter (where o.kind = 'exclude'), '{}') excluded
                from (
            %2$s
                ) o
                group by o.customer_id
              ) o on o.customer_id = r.id
            ) e
            left join (
              select m.customer_id, array_agg(m.number order by m.number) held
              from (
            %3$s
              ) m
              group by m.customer_id
            ) h on h.customer_id = e.id%6$s
            where (e.should <> coalesce(h.held, '{}'::int[])%7$s)\
            """.formatted(
                        statement.sql(),
                        stored.decided(),
                        stored.held(),
                        layers ? ", e.chosen, coalesce(l.chosen, '{}'::int[]) were" : "",
                        layers ? ", r.chosen" : "",
                        layers ? stored.layers() : "",
                        layers ? " or e.chosen <> coalesce(l.chosen, '{}'::int[])" : "");
        return new EvaluationStatement(sql, statement, tags, sets, weight(sql, statement, rules));
    }

    /// Rules are there anyway, but long lists of values are bound each by each.
    private static int weight(String sql, Statement statement, List<LiveRule> rules) {
        long lists = rules.stream().mapToLong(LiveRule::weight).sum() / 4;
        return (int) Math.min(Integer.MAX_VALUE, sql.length() + (long) WEIGHT_OF_PARAMETER * statement.size() + lists);
    }

    /// The level programs that it decides about.
    List<Program> programs() {
        return layerSets.stream()
                .filter(LiveRule::isOfLevels)
                .map(program -> new Program(program.subject(), program.version()))
                .toList();
    }

    private static Integer[] ids(List<LiveRule> sets, boolean ofLevels) {
        return sets.stream()
                .filter(set -> set.isOfLevels() == ofLevels)
                .map(set -> set.subject().id())
                .toArray(Integer[]::new);
    }

    private static Stream<LiveRule> of(Kind kind, List<LiveRule> rules) {
        return rules.stream().filter(rule -> rule.subject().kind() == kind);
    }

    /// The same in order of the customers' ids.
    String sqlInOrder() {
        return sql + " order by e.id";
    }

    /// The same for some of the customers in the scope only, those that are locked: one more parameter at the end,
    /// their ids.
    String sqlAmong(Tuple values) {
        return sql + " and e.id = any($" + (values.size() + 1) + "::uuid[])";
    }

    /// `scope` are the shop's id and what says which customers.
    Tuple values(EvaluationTime time, Object... scope) {
        var tuple = Tuple.tuple();
        for (var value : scope) {
            tuple.addValue(value);
        }
        rules.values(time).forEach(tuple::addValue);
        if (!tags.isEmpty()) {
            tuple.addValue(tags.stream().map(tag -> tag.subject().id()).toArray(Integer[]::new));
            tuple.addValue(tags.stream()
                    .map(tag -> Objects.requireNonNullElse(tag.exclusiveGroup(), 0))
                    .toArray(Integer[]::new));
        }
        if (!layerSets.isEmpty()) {
            Stream.of(false, true)
                    .map(levels -> ids(layerSets, levels))
                    .filter(ids -> ids.length > 0)
                    .forEach(tuple::addValue);
        }
        return tuple;
    }
}
