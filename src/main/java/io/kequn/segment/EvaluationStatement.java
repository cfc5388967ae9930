package io.kequn.segment;

import io.kequn.rule.EvaluationTime;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.Scope;
import io.kequn.rule.Statement;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/// The rules' statement, corrected by the overrides, joined with the memberships that are stored. It gives only
/// the customers whose memberships differ, which are few: `id`, `should` and `held`.
record EvaluationStatement(String sql, Statement rules) {
    static EvaluationStatement of(RuleCompiler compiler, List<LiveRule> rules, Scope scope) {
        return of(compiler.statement(rules.stream().map(LiveRule::numbered).toList(), scope), scope);
    }

    private static EvaluationStatement of(Statement rules, Scope scope) {
        // The first of the statement's own parameters is the array of the rules' numbers.
        int numbers = scope.parameters() + 1;
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
                  coalesce(array_agg(o.segment_id) filter (where o.kind = 'include'), '{}') included,
                  coalesce(array_agg(o.segment_id) filter (where o.kind = 'exclude'), '{}') excluded
                from segment_override o
                where o.shop_id = $1::int and o.segment_id = any($%2$d::int[]) and %4$s
                group by o.customer_id
              ) o on o.customer_id = r.id
            ) e
            left join (
              select m.customer_id, array_agg(m.segment_id order by m.segment_id) held
              from segment_member m
              where m.shop_id = $1::int and m.segment_id = any($%2$d::int[]) and %3$s
              group by m.customer_id
            ) h on h.customer_id = e.id
            where e.should <> coalesce(h.held, '{}'::int[])\
            """.formatted(rules.sql(), numbers, on(scope, "m.customer_id"), on(scope, "o.customer_id"));
        return new EvaluationStatement(sql, rules);
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
        return tuple;
    }

    private static String on(Scope scope, String customer) {
        return switch (scope) {
            case CUSTOMERS -> customer + " = any($2::uuid[])";
            case RANGE -> customer + " > $2::uuid and " + customer + " <= $3::uuid";
            case SHOP -> "true";
        };
    }
}
