package io.kequn.explanation;

import io.kequn.customer.Customer;
import io.kequn.customer.CustomerReads;
import io.kequn.customer.ShopVocabulary;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.platform.problem.Refusal;
import io.kequn.publication.Rules;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.ExplainStatement;
import io.kequn.rule.Rule;
import io.kequn.rule.RuleCompiler;
import io.kequn.rule.Vocabulary;
import io.kequn.timetravel.Past;
import io.kequn.timetravel.PastFacts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Explains the past: what was stored at an instant, by the rule that was live then, over the facts as they were.
/// What is now is never told as what was: a condition whose facts of then are not known stays unknown.
@Singleton
class PastExplanations {
    /// `$3` the segment; the other values are those of [PastFacts#WITH].
    private static final String STORED = PastFacts.WITH + " select " + PastKnowledge.COLUMNS + """
        , member.subject is not null stored, member.since, h.reason, h.cause, h.rule_version, h.at<actuals>,
          o.kind override_kind, o.reason override_reason, o.expires_at override_expires_at
        from known
        left join held member
          on member.customer_id = known.whom and member.kind = 'segment' and member.subject = $3::int
        left join lateral (
          select * from change h
          where h.shop_id = $1 and h.customer_id = known.whom and h.kind = 'segment' and h.subject = $3 and h.at <= $4
          order by h.id desc limit 1) h on true
        left join segment_override o on o.shop_id = $1 and o.segment_id = $3 and o.customer_id = $2
          and o.recorded_at <= $4 and (o.expires_at is null or o.expires_at > $4)
          and not known.merged and not known.another
        <conditions>\
        """;
    private static final String ALONE = statement("", "");
    private static final int OWN_PARAMETERS = 5;

    private final CustomerReads customers;
    private final ShopReads reads;
    private final Past past;
    private final ShopVocabulary vocabularies;
    private final Rules rules;

    PastExplanations(CustomerReads customers, ShopReads reads, Past past, ShopVocabulary vocabularies, Rules rules) {
        this.customers = customers;
        this.reads = reads;
        this.past = past;
        this.vocabularies = vocabularies;
        this.rules = rules;
    }

    /// A question with all that it is about. `customer` is who is there now, `asked` may have become that one
    /// since.
    record Question(Caller caller, Shop shop, String segment, Instant at, UUID customer, UUID asked) {
        static Question of(Caller caller, String segment, Instant at, Customer customer) {
            @Nullable UUID merged = customer.mergedFrom();
            var asked = merged == null ? customer.id() : merged;
            return new Question(caller, caller.ofShop(), segment, at, customer.id(), asked);
        }

        EvaluationTime time() {
            return new EvaluationTime(at, shop.zone(), shop.weekStart());
        }

        private Tuple values(PastSubject subject) {
            return Sql.tuple(shop.id(), customer, subject.id(), at.atOffset(ZoneOffset.UTC), asked);
        }
    }

    private static String statement(String actuals, String conditions) {
        return STORED.replace("<actuals>", actuals).replace("<conditions>", conditions);
    }

    /// Refuses what [Past] does, and with `segment_not_found` and `customer_not_found`.
    Uni<SegmentExplanation> of(Caller caller, String segment, String customer, Instant asked) {
        var shop = caller.ofShop();
        return past.instant(shop, asked)
                .chain(at -> customers.get(customer).map(found -> Question.of(caller, segment, at, found)))
                .chain(question -> PastSubject.find(reads, shop, segment, question.at())
                        .chain(subject -> answer(question, subject)));
    }

    private Uni<SegmentExplanation> answer(Question question, PastSubject subject) {
        var rule = subject.rule();
        return rule == null
                ? alone(question, subject)
                : vocabularies.of(question.shop()).chain(vocabulary -> answer(question, subject, rule, vocabulary));
    }

    private Uni<SegmentExplanation> alone(Question question, PastSubject subject) {
        return reads.query(question.shop(), ALONE, question.values(subject))
                .map(rows -> new PastExplanationView(question, subject, Explanations.first(rows)).explanation(null));
    }

    private Uni<SegmentExplanation> answer(Question question, PastSubject subject, String rule, Vocabulary vocabulary) {
        var earlier = vocabulary.withEarlier();
        return read(earlier, rule)
                .map(readable -> explain(question, subject, earlier, readable))
                .orElseGet(() -> alone(question, subject));
    }

    /// Empty where it names what is no more.
    private Optional<Rule> read(Vocabulary vocabulary, String rule) {
        try {
            return Optional.of(rules.read(vocabulary, rule, "/rule"));
        } catch (Refusal unreadable) {
            return Optional.empty();
        }
    }

    private Uni<SegmentExplanation> explain(Question question, PastSubject subject, Vocabulary vocabulary, Rule rule) {
        ExplainStatement conditions = new RuleCompiler(vocabulary).explain(List.of(rule), OWN_PARAMETERS + 1);
        var sql = statement(", x.truths, x.actuals", "cross join lateral (" + conditions.sql() + ") x");
        var values = question.values(subject);
        conditions.values(question.time()).forEach(values::addValue);
        return reads.query(question.shop(), sql, values)
                .map(Explanations::first)
                .map(row -> new PastExplanationView(question, subject, row)
                        .explanation(new PastExplanationView.Read(vocabulary, rule, conditions)));
    }
}
