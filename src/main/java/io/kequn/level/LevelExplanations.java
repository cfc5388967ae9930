package io.kequn.level;

import static io.kequn.platform.access.Scope.CUSTOMERS_READ;
import static io.kequn.platform.access.Scope.LEVELS_READ;
import static io.kequn.platform.access.Scope.SEGMENTS_READ;

import io.kequn.customer.ShopVocabulary;
import io.kequn.evaluation.LiveRules;
import io.kequn.evaluation.RuleSubject.Kind;
import io.kequn.evaluation.ShopRules;
import io.kequn.explanation.ExplanationQuestion;
import io.kequn.explanation.ExplanationQuestions;
import io.kequn.explanation.ExplanationStatement;
import io.kequn.explanation.Explanations;
import io.kequn.platform.access.Caller;
import io.kequn.platform.database.ShopReads;
import io.kequn.rule.Vocabulary;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Objects;

/// Tells why a customer qualifies for a level and for none above it: one read of the two and one statement that
/// explains all levels.
@Singleton
public class LevelExplanations {
    private final ExplanationQuestions questions;
    private final ShopReads reads;
    private final ShopVocabulary vocabularies;
    private final LiveRules live;
    private final LevelChecks checks;

    LevelExplanations(
            ExplanationQuestions questions,
            ShopReads reads,
            ShopVocabulary vocabularies,
            LiveRules live,
            LevelChecks checks) {
        this.questions = questions;
        this.reads = reads;
        this.vocabularies = vocabularies;
        this.live = live;
        this.checks = checks;
    }

    /// By the published terms, or by the draft that waits. Refuses with `level_program_not_found`,
    /// `customer_not_found`, `state_conflict` where there are no such terms, and `rule_invalid` for a draft that
    /// cannot be read any more.
    public Uni<LevelExplanation> of(String program, String customer, boolean draft) {
        var caller = Caller.with(SEGMENTS_READ).and(LEVELS_READ).and(CUSTOMERS_READ);
        return questions
                .of(caller, Kind.LEVEL_PROGRAM, program, customer, draft)
                .chain(this::answer);
    }

    private Uni<LevelExplanation> answer(ExplanationQuestion question) {
        if (question.ended()) {
            return ExplanationStatement.alone(reads, question).map(row -> LevelExplanationView.ended(question, row));
        }
        var terms = LevelTerms.read(question.notation());
        return vocabulary(question).chain(vocabulary -> explain(question, terms, vocabulary));
    }

    /// The one that writers have at hand, where this replica has written for the shop. A draft may name what
    /// has come since and is no live rule's business.
    private Uni<Vocabulary> vocabulary(ExplanationQuestion question) {
        if (question.draft()) {
            return vocabularies.of(question.shop());
        }
        return live.known(question.shop(), question.subject().revision())
                .map(ShopRules::vocabulary)
                .map(known -> Uni.createFrom().item(known))
                .orElseGet(() -> vocabularies.of(question.shop()));
    }

    private Uni<LevelExplanation> explain(ExplanationQuestion question, LevelTerms terms, Vocabulary vocabulary) {
        var statement = ExplanationStatement.of(Kind.LEVEL_PROGRAM, vocabulary, checks.rules(vocabulary, terms));
        var view = new LevelExplanationView(question, terms, statement, vocabulary);
        return question.settled(
                time -> reads.query(question.shop(), statement.sql(), statement.values(question, time))
                        .map(rows -> view.explanation(Explanations.first(rows), time)),
                explained -> Objects.equals(explained.verdict(), explained.qualifiesFor()));
    }
}
