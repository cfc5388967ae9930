package io.kequn.explanation;

import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.ExplainStatement;
import io.kequn.rule.ExplainedRule;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.Vocabulary;
import io.kequn.tag.RuledTags;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is stored of one customer and one segment, tag or layer set, beside what each condition of its rules
/// says of the customer: one statement, so that no writer comes between the two.
public record ExplanationStatement(String stored, List<Rule> rules, ExplainStatement conditions) {
    private static final int OWN_PARAMETERS = 3;

    private static final String OF_SEGMENT = """
        select m.since, h.reason, h.cause, h.rule_version, h.at,%s
          o.kind override_kind, o.reason override_reason, o.expires_at override_expires_at
        from (select $1::int shop, $2::uuid customer, $3::int segment) q
        %s
        left join segment_member m
          on m.shop_id = q.shop and m.segment_id = q.segment and m.customer_id = q.customer
        left join segment_override o
          on o.shop_id = q.shop and o.segment_id = q.segment and o.customer_id = q.customer
        left join lateral (
          select * from change h
          where h.shop_id = q.shop and h.customer_id = q.customer and h.kind = 'segment' and h.subject = q.segment
          order by h.id desc limit 1) h on true\
        """;
    private static final String OF_TAG = """
        select m.assigned_at since, h.reason, h.cause, h.rule_version, h.at,%s
          o.kind override_kind, null::text override_reason, o.expires_at override_expires_at
        from (select $1::int shop, $2::uuid customer, $3::int tag) q
        %s
        left join customer_tag m on m.shop_id = q.shop and m.tag_id = q.tag and m.customer_id = q.customer
        left join lateral (
        """ + RuledTags.DECIDED_OF_ONE + """
        ) o on true
        left join lateral (
          select * from change h
          where h.shop_id = q.shop and h.customer_id = q.customer and h.kind = 'tag' and h.subject = q.tag
          order by h.id desc limit 1) h on true\
        """;

    private static final String OF_LAYER_SET = """
        select m.since, h.reason, h.cause, h.rule_version, h.at,%s
          l.key layer, h.detail ->> 'from' moved_from
        from (select $1::int shop, $2::uuid customer, $3::int layer_set) q
        %s
        left join layer_member m
          on m.shop_id = q.shop and m.layer_set_id = q.layer_set and m.customer_id = q.customer
        left join layer l on l.shop_id = q.shop and l.id = m.layer_id
        left join lateral (
          select * from change h
          where h.shop_id = q.shop and h.customer_id = q.customer and h.kind = 'layer' and h.subject = q.layer_set
          order by h.id desc limit 1) h on true\
        """;

    private static final String OF_LEVEL_PROGRAM = """
        select m.since, h.reason, h.cause, h.rule_version, h.at,%s
          nullif(l.key, '') layer, nullif(k.key, '') qualified, h.detail ->> 'from' moved_from
        from (select $1::int shop, $2::uuid customer, $3::int program) q
        %s
        left join customer_level m
          on m.shop_id = q.shop and m.level_program_id = q.program and m.customer_id = q.customer
        left join level l on l.shop_id = q.shop and l.id = m.level_id
        left join level k on k.shop_id = q.shop and k.id = m.qualified_id
        left join lateral (
          select * from change h
          where h.shop_id = q.shop and h.customer_id = q.customer and h.kind = 'level' and h.subject = q.program
          order by h.id desc limit 1) h on true\
        """;

    /// What is stored where no rule is asked: of a list that people keep, and of what is archived, which nobody
    /// is in any more.
    public static Uni<Row> alone(ShopReads reads, ExplanationQuestion question) {
        var sql = stored(question.about().kind()).formatted("", "");
        return reads.query(question.shop(), sql, own(question)).map(Explanations::first);
    }

    /// Of the rules of one subject of this kind, in their order.
    public static ExplanationStatement of(Kind kind, Vocabulary vocabulary, List<Rule> rules) {
        var conditions = new RuleCompiler(vocabulary).explain(rules, OWN_PARAMETERS + 1);
        return new ExplanationStatement(stored(kind), rules, conditions);
    }

    private static String stored(Kind kind) {
        return switch (kind) {
            case SEGMENT -> OF_SEGMENT;
            case TAG -> OF_TAG;
            case LAYER_SET -> OF_LAYER_SET;
            case LEVEL_PROGRAM -> OF_LEVEL_PROGRAM;
        };
    }

    /// One row, or none if the customer was deleted a moment ago.
    public String sql() {
        return stored.formatted(" x.truths, x.actuals,", "join lateral (" + conditions.sql() + ") x on true");
    }

    public Tuple values(ExplanationQuestion question, EvaluationTime time) {
        var values = own(question);
        conditions.values(time).forEach(values::addValue);
        return values;
    }

    private static Tuple own(ExplanationQuestion question) {
        return Sql.tuple(
                question.shop().id(), question.customer(), question.subject().id());
    }

    /// Each of the rules as it is for the customer.
    public List<ExplainedRule> read(Row row, EvaluationTime time) {
        @Nullable String[] actuals = row.getArrayOfStrings("actuals");
        return ExplainedRule.of(
                rules, conditions.read(Arrays.asList(row.getArrayOfBooleans("truths")), Arrays.asList(actuals), time));
    }
}
