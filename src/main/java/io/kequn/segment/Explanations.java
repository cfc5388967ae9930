package io.kequn.segment;

import static io.kequn.platform.access.Scope.CUSTOMERS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_READ;
import static io.kequn.platform.access.Scope.TAGS_READ;
import static io.kequn.platform.problem.ErrorCode.CUSTOMER_NOT_FOUND;
import static io.kequn.platform.problem.ErrorCode.STATE_CONFLICT;

import io.kequn.customer.CustomerReads;
import io.kequn.customer.ShopVocabulary;
import io.kequn.platform.access.Caller;
import io.kequn.platform.access.Shop;
import io.kequn.platform.database.Columns;
import io.kequn.platform.database.ShopReads;
import io.kequn.platform.database.Sql;
import io.kequn.rule.EvaluationTime;
import io.kequn.rule.Rule;
import io.kequn.rule.Vocabulary;
import io.kequn.segment.RuleSubject.Kind;
import io.kequn.segment.StoredRules.Stored;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tells why a customer is in a segment or is not, has a tag or has not, and what would change that: one read
/// of the two and one statement that explains. A replica that has not written for the shop yet reads the shop's
/// vocabulary too.
@Singleton
public class Explanations {
    private final CustomerReads customers;
    private final ShopReads reads;
    private final ShopVocabulary vocabularies;
    private final LiveRules live;
    private final Rules rules;

    Explanations(CustomerReads customers, ShopReads reads, ShopVocabulary vocabularies, LiveRules live, Rules rules) {
        this.customers = customers;
        this.reads = reads;
        this.vocabularies = vocabularies;
        this.live = live;
        this.rules = rules;
    }

    /// One question: which customer, by its id, in which segment or with which tag, in the words of which
    /// language.
    record Question(
            Shop shop, Locale locale, RuleSubject about, UUID customer, ExplanationSubject subject, boolean draft) {
        EvaluationTime at(Instant instant) {
            return new EvaluationTime(instant, shop.zone(), shop.weekStart());
        }
    }

    private record Compiled(Vocabulary vocabulary, Rule rule) {}

    /// By the published rule, or by the draft that waits. Refuses with `segment_not_found`, `customer_not_found`,
    /// `state_conflict` where there is no such rule, and `rule_invalid` for a draft that cannot be read any more.
    public Uni<SegmentExplanation> of(String segment, String customer, boolean draft) {
        var caller = Caller.with(SEGMENTS_READ).and(CUSTOMERS_READ);
        var shop = caller.ofShop();
        return customers
                .get(shop, ExplanationSubject.OF_SEGMENT, customer, segment, (found, row) -> {
                    var subject = ExplanationSubject.of(row);
                    if (subject == null) {
                        throw SegmentRepository.missing(segment);
                    }
                    var about = RuleSubject.segment(subject.id(), segment);
                    return new Question(shop, caller.locale(), about, found.id(), subject, draft);
                })
                .chain(this::answer);
    }

    /// By the rule that gives the tag, and those that go before it. Refuses with `tag_rule_not_found` and
    /// `customer_not_found`.
    public Uni<TagExplanation> ofTag(String tag, String customer) {
        var caller = Caller.with(TAGS_READ).and(CUSTOMERS_READ);
        var shop = caller.ofShop();
        return customers
                .get(shop, ExplanationSubject.OF_TAG, customer, tag, (found, row) -> {
                    var subject = ExplanationSubject.of(row);
                    if (subject == null) {
                        throw TagRuleService.missing(tag);
                    }
                    var about = RuleSubject.tag(subject.id(), tag);
                    return new Question(shop, caller.locale(), about, found.id(), subject, false);
                })
                .chain(this::answer)
                .map(explained -> TagExplanation.of(tag, explained));
    }

    private Uni<SegmentExplanation> answer(Question question) {
        var subject = question.subject();
        boolean archived = subject.status() == SegmentStatus.ARCHIVED;
        if (question.draft()) {
            var notation = subject.draftRule();
            if (archived || notation == null) {
                throw STATE_CONFLICT.because("The segment has no draft that waits.", "该客群没有待发布的草稿。");
            }
            return written(question.shop(), notation).chain(compiled -> explain(question, compiled, subject.now()));
        }
        if (archived || subject.kind() == SegmentKind.STATIC) {
            return reads.query(
                            question.shop(),
                            ExplanationStatement.STORED_ALONE,
                            Sql.tuple(question.shop().id(), question.customer(), subject.id()))
                    .map(rows -> ExplanationView.withoutRule(question, first(rows)));
        }
        if (subject.liveRule() == null) {
            throw STATE_CONFLICT.because(
                    "The segment has never been published; ask with `draft=true`.", "该客群从未发布；请使用 `draft=true`。");
        }
        return published(question).chain(compiled -> explain(question, compiled, subject.settled()));
    }

    /// As writers evaluate it, so that nothing is read and compiled that they have at hand.
    private Uni<Compiled> published(Question question) {
        var subject = question.subject();
        var known = live.known(question.shop(), subject.revision())
                .flatMap(shopRules -> shopRules
                        .find(question.about().number())
                        .map(rule ->
                                new Compiled(shopRules.vocabulary(), rule.rule().rule())));
        return known.map(compiled -> Uni.createFrom().item(compiled))
                .orElseGet(() -> question.about().kind() == Kind.TAG
                        ? effective(question)
                        : written(question.shop(), String.valueOf(subject.liveRule())));
    }

    /// A tag's rule looks at those that go before it.
    private Uni<Compiled> effective(Question question) {
        var shop = question.shop();
        return vocabularies
                .of(shop)
                .chain(vocabulary -> reads.list(shop, row -> Stored.of(Columns.of(row)), StoredRules.SELECT, shop.id())
                        .map(stored -> StoredRules.of(vocabulary, stored).effective(question.about()))
                        .map(rule -> new Compiled(vocabulary, rule)));
    }

    private Uni<Compiled> written(Shop shop, String notation) {
        return vocabularies
                .of(shop)
                .map(vocabulary -> new Compiled(vocabulary, rules.read(vocabulary, notation, "/rule")));
    }

    private Uni<SegmentExplanation> explain(Question question, Compiled compiled, Instant at) {
        var statement = ExplanationStatement.of(question.about().kind(), compiled.vocabulary(), compiled.rule());
        var view = new ExplanationView(question, statement, compiled.vocabulary());
        return explain(view, at).chain(explained -> again(view, explained));
    }

    /// A fact may have been written after the shop's clock has evaluated, and between the two the truth may have
    /// changed by time alone while membership stayed as it was. That is rare, and asked again as of now.
    private Uni<SegmentExplanation> again(ExplanationView view, SegmentExplanation explained) {
        var now = view.question().subject().now();
        boolean settled = explained.draft()
                || explained.stored() == explained.verdict()
                || explained.status() != SegmentStatus.READY
                || !explained.evaluatedAt().isBefore(now);
        return settled
                ? Uni.createFrom().item(explained)
                : explain(view, now).map(later -> later.stored() == later.verdict() ? later : explained);
    }

    private Uni<SegmentExplanation> explain(ExplanationView view, Instant at) {
        var question = view.question();
        var time = question.at(at);
        var values = view.statement()
                .values(
                        question.shop().id(),
                        question.customer(),
                        question.subject().id(),
                        time);
        return reads.query(question.shop(), view.statement().sql(), values)
                .map(rows -> view.explanation(first(rows), time));
    }

    /// None if the customer was deleted a moment ago.
    private static Row first(RowSet<Row> rows) {
        @Nullable Row row = rows.size() == 0 ? null : rows.iterator().next();
        if (row == null) {
            throw CUSTOMER_NOT_FOUND.because("The customer has just been deleted.", "该客户刚刚被删除。");
        }
        return row;
    }
}
