package io.kequn.explanation;

import static io.kequn.platform.access.Scope.CUSTOMERS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_READ;
import static io.kequn.platform.access.Scope.TAGS_READ;
import static io.kequn.platform.problem.ErrorCode.CUSTOMER_NOT_FOUND;

import io.kequn.customer.ShopVocabulary;
import io.kequn.evaluation.LiveRules;
import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.problem.Inputs;
import io.kequn.publication.Rules;
import io.kequn.publication.StoredRule;
import io.kequn.publication.StoredRules;
import io.kequn.rule.Rule;
import io.kequn.rule.Vocabulary;
import io.kequn.segment.SegmentKind;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells why a customer is in a segment or is not, has a tag or has not, and what would change that: one read
/// of the two and one statement that explains. A replica that has not written for the shop yet reads the shop's
/// vocabulary too.
@Singleton
public class Explanations {
    private final ExplanationQuestions questions;
    private final ShopReads reads;
    private final ShopVocabulary vocabularies;
    private final LiveRules live;
    private final Rules rules;
    private final PastExplanations past;

    Explanations(
            ExplanationQuestions questions,
            ShopReads reads,
            ShopVocabulary vocabularies,
            LiveRules live,
            Rules rules,
            PastExplanations past) {
        this.questions = questions;
        this.reads = reads;
        this.vocabularies = vocabularies;
        this.live = live;
        this.rules = rules;
        this.past = past;
    }

    private record Compiled(Vocabulary vocabulary, Rule rule) {}

    /// By the published rule, or by the draft that waits. Refuses with `segment_not_found`, `customer_not_found`,
    /// `state_conflict` where there is no such rule, and `rule_invalid` for a draft that cannot be read any more;
    /// with an instant by the rule that was live then, and with `value_invalid` for a future one.
    public Uni<SegmentExplanation> of(String segment, String customer, boolean draft, @Nullable Instant asOf) {
        var caller = Caller.with(SEGMENTS_READ).and(CUSTOMERS_READ);
        if (asOf != null) {
            refuseDraft(draft);
            return past.of(caller, segment, customer, asOf);
        }
        return questions.of(caller, Kind.SEGMENT, segment, customer, draft).chain(this::answer);
    }

    private static void refuseDraft(boolean draft) {
        var inputs = new Inputs();
        inputs.require(!draft, "asOf", "A draft has no past; ask for one of the two.", "草稿没有过去；请只指定其一。");
        inputs.check();
    }

    /// By the rule that gives the tag, and those that go before it. Refuses with `tag_rule_not_found` and
    /// `customer_not_found`.
    public Uni<TagExplanation> ofTag(String tag, String customer) {
        var caller = Caller.with(TAGS_READ).and(CUSTOMERS_READ);
        return questions
                .of(caller, Kind.TAG, tag, customer, false)
                .chain(this::answer)
                .map(explained -> TagExplanation.of(tag, explained));
    }

    private Uni<SegmentExplanation> answer(ExplanationQuestion question) {
        var subject = question.subject();
        if (question.ended() || (!question.draft() && subject.kind() == SegmentKind.STATIC)) {
            return ExplanationStatement.alone(reads, question).map(row -> ExplanationView.withoutRule(question, row));
        }
        var notation = question.notation();
        var compiled = question.draft() ? written(question.shop(), notation) : published(question, notation);
        return compiled.chain(rule -> explain(question, rule));
    }

    /// As writers evaluate it, so that nothing is read and compiled that they have at hand.
    private Uni<Compiled> published(ExplanationQuestion question, String notation) {
        var known = live.known(question.shop(), question.subject().revision())
                .flatMap(shopRules -> shopRules
                        .find(question.about().number())
                        .map(rule ->
                                new Compiled(shopRules.vocabulary(), rule.rule().rule())));
        return known.map(compiled -> Uni.createFrom().item(compiled))
                .orElseGet(() ->
                        question.about().kind() == Kind.TAG ? effective(question) : written(question.shop(), notation));
    }

    /// A tag's rule looks at those that go before it.
    private Uni<Compiled> effective(ExplanationQuestion question) {
        var shop = question.shop();
        return vocabularies
                .of(shop)
                .chain(vocabulary -> reads.list(
                                shop, row -> StoredRule.of(Columns.of(row)), StoredRule.SELECT, shop.id())
                        .map(stored -> StoredRules.of(vocabulary, stored).effective(question.about()))
                        .map(rule -> new Compiled(vocabulary, rule)));
    }

    private Uni<Compiled> written(Shop shop, String notation) {
        return vocabularies
                .of(shop)
                .map(vocabulary -> new Compiled(vocabulary, rules.read(vocabulary, notation, "/rule")));
    }

    private Uni<SegmentExplanation> explain(ExplanationQuestion question, Compiled compiled) {
        var statement =
                ExplanationStatement.of(question.about().kind(), compiled.vocabulary(), List.of(compiled.rule()));
        var view = new ExplanationView(question, statement, compiled.vocabulary());
        return question.settled(
                time -> reads.query(question.shop(), statement.sql(), statement.values(question, time))
                        .map(rows -> view.explanation(first(rows), time)),
                explained -> Boolean.valueOf(explained.stored()).equals(explained.verdict()));
    }

    /// None if the customer was deleted a moment ago.
    public static Row first(RowSet<Row> rows) {
        @Nullable Row row = rows.size() == 0 ? null : rows.iterator().next();
        if (row == null) {
            throw CUSTOMER_NOT_FOUND.because("The customer has just been deleted.", "该客户刚刚被删除。");
        }
        return row;
    }
}
