package io.kequn.segment;

import io.kequn.platform.database.Sql;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.ExplainStatement;
import io.kequn.rule.ExplainedRule;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.Vocabulary;
import io.kequn.segment.RuleSubject.Kind;
import io.kequn.tag.RuledTags;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is stored of one customer and one segment or tag, beside what each condition of a rule says of the
/// customer: one statement, so that no writer comes between the two.
record ExplanationStatement(String stored, Rule rule, ExplainStatement conditions) {
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

    /// Of a segment without a rule.
    static final String STORED_ALONE = OF_SEGMENT.formatted("", "");

    static ExplanationStatement of(Kind kind, Vocabulary vocabulary, Rule rule) {
        return new ExplanationStatement(
                kind == Kind.TAG ? OF_TAG : OF_SEGMENT,
                rule,
                new RuleCompiler(vocabulary).explain(rule, OWN_PARAMETERS + 1));
    }

    String sql() {
        return stored.formatted(" x.truths, x.actuals,", "join lateral (" + conditions.sql() + ") x on true");
    }

    Tuple values(int shop, UUID customer, int subject, EvaluationTime time) {
        var values = Sql.tuple(shop, customer, subject);
        conditions.values(time).forEach(values::addValue);
        return values;
    }

    ExplainedRule read(Row row, EvaluationTime time) {
        @Nullable String[] actuals = row.getArrayOfStrings("actuals");
        return ExplainedRule.of(
                rule, conditions.read(Arrays.asList(row.getArrayOfBooleans("truths")), Arrays.asList(actuals), time));
    }
}
