package io.kequn.segment;

import io.kequn.rule.EvaluationTime;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.Scope;
import io.kequn.rule.Statement;
import io.kequn.segment.RuleSubject.Kind;
import io.kequn.tag.RuledTags;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Objects;

/// The rules' statement, corrected by what people have decided, joined with what is stored. It gives only the
/// customers for whom the two differ, which are few: `id`, `should` and `held`, both numbers of subjects.
///
/// @param tags the tags among the subjects
record EvaluationStatement(String sql, Statement rules, List<LiveRule> tags) {
    EvaluationStatement {
        tags = List.copyOf(tags);
    }

    static EvaluationStatement of(RuleCompiler compiler, List<LiveRule> rules, Scope scope) {
        var statement = compiler.statement(rules.stream().map(LiveRule::numbered).toList(), scope);
        var tags = rules.stream()
                .filter(rule -> rule.subject().kind() == Kind.TAG)
                .toList();
        var stored = new Stored(scope, statement, !tags.isEmpty());
        var sql = """
            select e.id, e.should, coalesce(h.held, '{}'::int[]) held
            from (
              select r.id, case when o.customer_id is null then r.should else array(
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
            ) h on h.customer_id = e.id
            where e.should <> coalesce(h.held, '{}'::int[])\
            """.formatted(statement.sql(), stored.decided(), stored.held());
        return new EvaluationStatement(sql, statement, tags);
    }

    /// The parts that read what is stored. Segments and tags stand in different tables, and a shop without tags
    /// that rules give reads none of theirs.
    private record Stored(Scope scope, Statement rules, boolean tags) {
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
        return tuple;
    }
}
