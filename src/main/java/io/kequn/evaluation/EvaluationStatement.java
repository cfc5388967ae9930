package io.kequn.evaluation;

import io.kequn.evaluation.Qualifications.Program;
import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.Scope;
import io.kequn.rule.Statement;
import io.kequn.tag.RuledTags;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
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
        var stored = new Stored(scope, statement, !tags.isEmpty(), sets);
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

    /// The parts that read what is stored. Segments, tags and layers stand in different tables, and a shop without
    /// tags that rules give, or without layers, reads none of theirs.
    private record Stored(Scope scope, Statement rules, boolean tags, List<LiveRule> sets) {
        String decided() {
            var overrides = """
                select o.customer_id, o.segment_id number, o.kind from segment_override o
                where o.shop_id = $1::int and o.segment_id = any(%s) and %s\
                """.formatted(numbers(), on("o.customer_id"));
            return overrides + orTags(RuledTags.decided(tagIds(), groupIds(), on("ct.customer_id")));
        }

        String held() {
            var members = """
                select m.customer_id, m.segment_id number from segment_member m
                where m.shop_id = $1::int and m.segment_id = any(%s) and %s\
                """.formatted(numbers(), on("m.customer_id"));
            return members + orTags(RuledTags.held(tagIds(), on("ct.customer_id")));
        }

        String layers() {
            return """

                left join (
                  select m.customer_id, array_agg(m.layer order by m.number) chosen
                  from (
                %s
                  ) m
                  group by m.customer_id
                ) l on l.customer_id = e.id\
                """.formatted(chosen());
        }

        private String chosen() {
            int next = scope.parameters() + rules.size() + (tags ? 3 : 1);
            var parts = new ArrayList<String>();
            if (sets.stream().anyMatch(set -> !set.isOfLevels())) {
                parts.add(layerMembers(array(next++)));
            }
            if (sets.stream().anyMatch(LiveRule::isOfLevels)) {
                parts.add(qualifications(array(next)));
            }
            return String.join("\nunion all\n", parts);
        }

        private String layerMembers(String ids) {
            return """
                select m.customer_id, m.layer_set_id number, m.layer_id layer from layer_member m
                where m.shop_id = $1::int and m.layer_set_id = any(%s) and %s\
                """.formatted(ids, on("m.customer_id"));
        }

        private String qualifications(String ids) {
            return """
                select q.customer_id, -q.level_program_id number, -q.qualified_id layer from customer_level q
                where q.shop_id = $1::int and q.level_program_id = any(%s) and %s\
                """.formatted(ids, on("q.customer_id"));
        }

        private String orTags(String select) {
            return tags ? "\nunion all\n" + select : "";
        }

        /// The first of the statement's own parameters is the array of the rules' numbers.
        private String numbers() {
            return array(scope.parameters() + 1);
        }

        private String tagIds() {
            return array(scope.parameters() + rules.size() + 1);
        }

        private String groupIds() {
            return array(scope.parameters() + rules.size() + 2);
        }

        private static String array(int parameter) {
            return "$" + parameter + "::int[]";
        }

        private String on(String customer) {
            return switch (scope) {
                case CUSTOMERS -> customer + " = any($2::uuid[])";
                case RANGE -> customer + " > $2::uuid and " + customer + " <= $3::uuid";
                case SHOP -> "true";
            };
        }
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
