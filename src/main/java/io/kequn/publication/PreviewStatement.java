package io.kequn.publication;

import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Sql;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.ShopPredicates;
import io.kequn.rule.Vocabulary;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The statements of a preview, each over all of the shop's customers once.
public record PreviewStatement(String sql, Tuple values) {
    /// As many customers as a preview shows of each kind.
    public static final int SAMPLES = 50;

    private static final String COUNT = """
        select true should, false held, count(*) n, (array_agg(s.id))[1:%d] some from (
        %s
        ) s\
        """;
    private static final String COMPARE = """
        select (s.id is not null or o.kind is not distinct from 'include')
            and o.kind is distinct from 'exclude' should,
          m.customer_id is not null held, count(*) n, (array_agg(coalesce(s.id, m.customer_id, o.customer_id)))[1:%d] some
        from (
        %s
        ) s
        full join (select customer_id from segment_member where shop_id = $1 and segment_id = $2) m
          on m.customer_id = s.id
        full join (select customer_id, kind from segment_override where shop_id = $1 and segment_id = $2) o
          on o.customer_id = coalesce(s.id, m.customer_id)
        group by 1, 2\
        """;

    /// Rows of `should`, `held`, `n` and `some`; `held` says who is a member of the segment by now.
    public static PreviewStatement of(
            Vocabulary vocabulary, Rule rule, Shop shop, @Nullable Integer segment, EvaluationTime time) {
        int own = segment == null ? 1 : 2;
        var parts = new RuleCompiler(vocabulary).predicates(List.of(rule), own + 1);
        // The predicate stands alone in `where`, as in a plain count, so that both have the same plan.
        var holds = """
            select c.id from customer c
            %s where c.shop_id = $1::int and c.state = 0 and %s\
            """.formatted(parts.joins(), parts.predicates().getFirst());
        var values = segment == null ? Sql.tuple(shop.id()) : Sql.tuple(shop.id(), segment);
        parts.values(time).forEach(values::addValue);
        return new PreviewStatement((segment == null ? COUNT : COMPARE).formatted(SAMPLES, holds), values);
    }

    /// Rows of `should`, `held`, `n` and `some`: the place of the first of the rules that holds, or the one
    /// after the last, and the key of the layer of the set that the customers are in. Where `should` is null,
    /// they are none of the shop's customers any more.
    public static PreviewStatement layers(
            Vocabulary vocabulary, List<Rule> rules, Shop shop, String set, EvaluationTime time) {
        var parts = new RuleCompiler(vocabulary).predicates(rules, 3);
        var values = Sql.tuple(shop.id(), set);
        parts.values(time).forEach(values::addValue);
        // A full join cannot be done by nested loops, which without fresh statistics seem cheap for large tables.
        var sql = """
            select p.should, l.key held, p.n, p.some from (
              select s.should, m.layer_id, count(*) n, (array_agg(coalesce(s.id, m.customer_id)))[1:%d] some
              from (
                select c.id, %s should from customer c
                %s where c.shop_id = $1::int and c.state = 0
              ) s
              full join (
                select customer_id, layer_id from layer_member
                where shop_id = $1 and layer_set_id = (select id from layer_set where shop_id = $1 and key = $2)
              ) m on m.customer_id = s.id
              group by 1, 2
            ) p
            left join layer l on l.shop_id = $1 and l.id = p.layer_id
            order by p.should, held\
            """.formatted(SAMPLES, first(parts), parts.joins());
        return new PreviewStatement(sql, values);
    }

    /// The place of the first of the rules that holds, or the one after the last.
    public static String first(ShopPredicates parts) {
        var predicates = parts.predicates();
        if (predicates.isEmpty()) {
            return "0";
        }
        var first = new StringBuilder("case");
        for (int place = 0; place < predicates.size(); place++) {
            first.append(" when ")
                    .append(predicates.get(place))
                    .append(" then ")
                    .append(place);
        }
        return first.append(" else ").append(predicates.size()).append(" end").toString();
    }

    /// One row: for each of the rules how many customers it holds for.
    static PreviewStatement counts(Vocabulary vocabulary, List<Rule> rules, Shop shop, EvaluationTime time) {
        var parts = new RuleCompiler(vocabulary).predicates(rules, 2);
        var counts = new ArrayList<String>();
        parts.predicates().forEach(predicate -> counts.add("count(*) filter (where " + predicate + ")"));
        var values = Sql.tuple(shop.id());
        parts.values(time).forEach(values::addValue);
        var sql = "select " + String.join(", ", counts) + "\nfrom customer c\n" + parts.joins()
                + "where c.shop_id = $1::int and c.state = 0";
        return new PreviewStatement(sql, values);
    }
}
